package io.plimsoll.benchmarks.process;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** Broker and registry in a JVM of their own, until standard input ends: {@code DIRECTORY}. */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(Path.of(args[0])));
        SchemaRegistry registry =
            SchemaRegistry.start(RegistryConfig.over(broker.bootstrapServers()))) {
      ChildJvm.say("bootstrap", broker.bootstrapServers());
      ChildJvm.say("registry", registry.url());
      ChildJvm.awaitParent();
    }
    System.exit(0);
  }
}
