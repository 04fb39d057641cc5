package io.plimsoll.endtoend.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.exactlyonce.process.AnalyzerOrders;
import io.plimsoll.endtoend.exactlyonce.process.AnalyzerProcess;
import io.plimsoll.endtoend.exactlyonce.process.Brokers;
import io.plimsoll.endtoend.exactlyonce.truth.Analysis;
import io.plimsoll.endtoend.exactlyonce.truth.Comparison;
import io.plimsoll.endtoend.exactlyonce.truth.Recorder;
import io.plimsoll.endtoend.exactlyonce.truth.Truth;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One story on topics of its own: a recorder that writes known outcomes, and analyzers that come,
 * go and die. Everything is ended when it is closed.
 */
public final class Scene implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration CLOSED_AT_MOST = Duration.ofMinutes(4);

  private final String name;
  private final Cluster cluster;
  private final Path directory;
  private final Recorder recorder;
  private final List<AnalyzerProcess> analyzers = new ArrayList<>();
  private Optional<Truth> truth = Optional.empty();

  private Scene(String name, Cluster cluster, Path directory, Recorder recorder) {
    this.name = name;
    this.cluster = cluster;
    this.directory = directory;
    this.recorder = recorder;
  }

  /**
   * Begins to record.
   *
   * @param name unique among the scenes on these brokers
   */
  public static Scene open(String name, Brokers brokers, Path directory, Recorder.Plan plan)
      throws IOException {
    Cluster cluster =
        new Cluster(
            brokers.bootstrapServers(),
            brokers.registryUrl(),
            new Topics(name + ".", PARTITIONS),
            Map.of());
    Path own = Files.createDirectories(directory.resolve(name));
    return new Scene(name, cluster, own, Recorder.start(cluster, plan));
  }

  public Cluster cluster() {
    return cluster;
  }

  /** Starts an analyzer with a state directory of its own. */
  public AnalyzerProcess analyzer(AnalyzerOrders orders) {
    return analyzer(orders, "analyzer-" + analyzers.size());
  }

  /**
   * Starts an analyzer.
   *
   * @param home its directory; that of a dead one makes it a restart
   */
  public AnalyzerProcess analyzer(AnalyzerOrders orders, String home) {
    try {
      Path own = Files.createDirectories(directory.resolve(home));
      AnalyzerProcess analyzer = AnalyzerProcess.start(cluster, own, name, orders);
      analyzers.add(analyzer);
      return analyzer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Ends the runs, without waiting for the analysis. */
  public void endRuns() {
    truth = Optional.of(recorder.finish());
  }

  /** Ends the runs, waits until they are closed, and holds the analysis against the truth. */
  public Comparison finish() throws IOException {
    if (truth.isEmpty()) {
      endRuns();
    }
    return compare(truth.orElseThrow());
  }

  private Comparison compare(Truth recorded) throws IOException {
    assertThat(analyzers).as("somebody analyses").anyMatch(AnalyzerProcess::isAlive);
    try {
      Analysis analysis =
          Analysis.await(
              cluster,
              recorded.runIds(),
              CLOSED_AT_MOST,
              () -> analyzers.stream().anyMatch(AnalyzerProcess::isAlive));
      return Comparison.of(recorded, analysis);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + analyzers.get(analyzers.size() - 1), e);
    }
  }

  /** The same, and nothing may differ. Says what was compared. */
  public Comparison finishExactly(String story) throws IOException {
    Comparison comparison = finish();
    assertThat(comparison.differences()).as("%s: %s", story, comparison).isEmpty();
    System.out.println(story + ": " + comparison);
    return comparison;
  }

  @Override
  public void close() {
    analyzers.forEach(AnalyzerProcess::close);
    recorder.close();
  }
}
