package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.nio.file.Path;

/** The child that is broker and registry, on the ports it is told. */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    ChildLogging.warnings();
    Orders orders = Orders.parse(arguments);
    BrokerConfig config =
        BrokerConfig.in(Path.of(orders.text("directory"))).withPort(orders.number("port"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(config);
        SchemaRegistry registry =
            SchemaRegistry.start(
                RegistryConfig.over(broker.bootstrapServers())
                    .withPort(orders.number("registryPort")))) {
      ChildLife.say("ready " + registry.url());
      ChildLife.awaitLeave();
    }
    System.exit(0);
  }
}
