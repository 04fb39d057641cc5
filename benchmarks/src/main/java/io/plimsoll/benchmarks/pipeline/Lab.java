package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.data.DataSet;
import io.plimsoll.benchmarks.process.BrokerMain;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker in a JVM of its own, and what is done with it. For one thread. */
public final class Lab implements AutoCloseable {
  public static final Duration LONG = Duration.ofMinutes(15);
  private static final List<String> BROKER_OPTIONS = List.of("-Xms1g", "-Xmx1g");
  private static final String HEAP = System.getProperty("bench.heap", "1g");

  /** The same for all subjects, the peers too. */
  private static final List<String> SUBJECT_OPTIONS =
      Stream.concat(
              Stream.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError"),
              ChildJvm.PATIENT_COMPILER.stream())
          .toList();

  private final Path directory;
  private final ChildJvm broker;
  private final String bootstrapServers;
  private final String registry;
  private int started;

  private Lab(Path directory, ChildJvm broker, String bootstrapServers, String registry) {
    this.directory = directory;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
  }

  /** Starts the broker over this directory. */
  public static Lab open(Path directory) throws IOException, InterruptedException {
    Path data = directory.resolve("broker");
    ChildJvm broker =
        ChildJvm.start(BROKER_OPTIONS, List.of(BrokerMain.class.getName(), data.toString()));
    String bootstrap = broker.await("bootstrap", Duration.ofMinutes(1));
    return new Lab(directory, broker, bootstrap, broker.await("registry", Duration.ofMinutes(1)));
  }

  public Cluster cluster(DataSet data) {
    return data.on(bootstrapServers, registry);
  }

  public Path brokerDirectory() {
    return directory.resolve("broker");
  }

  /** A name for an application that has not been used yet. */
  public String newApplication() {
    return "bench-" + ++started;
  }

  public Path stateOf(String application) {
    return directory.resolve("state").resolve(application);
  }

  /**
   * Starts a subject over the data.
   *
   * @param warmUp records after which it measures
   * @param upTo records after which it ends
   */
  public ChildJvm start(Subject subject, DataSet data, long warmUp, long upTo, String application)
      throws IOException {
    SubjectArguments arguments =
        new SubjectArguments(
            cluster(data), data.runId(), warmUp, upTo, application, stateOf(application));
    if (subject == Subject.FLINK) {
      return FlinkJob.start(SUBJECT_OPTIONS, arguments);
    }
    List<String> command =
        Stream.concat(
                Stream.of(SubjectMain.class.getName(), subject.name()), arguments.toList().stream())
            .toList();
    return ChildJvm.start(SUBJECT_OPTIONS, command);
  }

  /** Deletes what applications have written, so that the next one finds the data alone. */
  public void forget(DataSet data) throws InterruptedException {
    Cluster cluster = cluster(data);
    Set<String> input =
        Set.of(
            cluster.topics().requestOutcomes().name(),
            cluster.topics().runs().name(),
            cluster.topics().agentLedger().name());
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      Set<String> output =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(data.prefix()) || name.startsWith("bench-"))
              .filter(name -> !input.contains(name))
              .collect(Collectors.toSet());
      admin.deleteTopics(output).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics could not be deleted", e.getCause());
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
