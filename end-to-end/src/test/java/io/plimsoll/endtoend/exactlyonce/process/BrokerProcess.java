package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.endtoend.process.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Broker and registry in a JVM of their own, that can be killed and come back on their ports. */
public final class BrokerProcess implements Brokers {
  private static final Duration START_AT_MOST = Duration.ofMinutes(3);

  private final Path directory;
  private final FreePorts ports;
  private ChildJvm jvm;

  private BrokerProcess(Path directory, FreePorts ports) {
    this.directory = directory;
    this.ports = ports;
  }

  public static BrokerProcess start(Path directory) throws IOException {
    BrokerProcess broker = new BrokerProcess(directory, FreePorts.take());
    broker.restart();
    return broker;
  }

  /** Starts it over what it left. */
  public void restart() {
    jvm =
        ChildJvm.start(
            directory,
            "broker",
            BrokerMain.class,
            Map.of(
                "directory", directory.resolve("broker-data").toString(),
                "port", ports.broker(),
                "registryPort", ports.registry()));
    jvm.awaitLines("ready", 1, START_AT_MOST);
  }

  /** kill −9. */
  public void kill() {
    jvm.kill();
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  @Override
  public String registryUrl() {
    return "http://127.0.0.1:" + ports.registry();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
