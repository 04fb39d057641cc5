package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This project's engine in a JVM of its own.
 *
 * @param broker where every outcome goes; without one they are counted and dropped
 * @param outcomesPerRecord how many outcomes may share a Kafka record
 */
record Plimsoll(Optional<Broker> broker, int outcomesPerRecord) implements Generator {
  static final String BARE = "plimsoll, not recording";
  static final String RECORDING = "plimsoll, every outcome on Kafka";
  static final String BATCHED = "plimsoll, every outcome on Kafka, in batches";
  private static final int BATCH = 64;

  /** A broker and its registry. */
  record Broker(String bootstrapServers, String registry) {}

  static Plimsoll bare() {
    return new Plimsoll(Optional.empty(), 1);
  }

  static Plimsoll recording(Broker broker) {
    return new Plimsoll(Optional.of(broker), 1);
  }

  static Plimsoll batched(Broker broker) {
    return new Plimsoll(Optional.of(broker), BATCH);
  }

  @Override
  public String name() {
    if (broker.isEmpty()) {
      return BARE;
    }
    return outcomesPerRecord == 1 ? RECORDING : BATCHED;
  }

  @Override
  public Duration warmUp(Duration usual) {
    return Generator.warmUpOfJvm(usual);
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public List<String> command(NginxTarget target, Path directory, Duration length)
      throws IOException {
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        name: load
        target: %s
        load: { users: { steady: { users: %d, for: %ds } } }
        maxConnections: %d
        steps: [ { get: / } ]
        """
            .formatted(target.url(), CONNECTIONS, length.toSeconds(), CONNECTIONS));
    List<String> command = new ArrayList<>();
    command.add(FetchedPeers.java());
    command.addAll(ChildJvm.AS_LAUNCHED);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SubjectMain.class.getName(), scenario.toString()));
    broker.ifPresent(
        to ->
            command.addAll(
                List.of(
                    to.bootstrapServers(),
                    to.registry(),
                    directory.resolve("spool").toString(),
                    Integer.toString(outcomesPerRecord))));
    return command;
  }
}
