package io.plimsoll.endtoend.registry;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Our registry over the embedded broker. */
@TestInstance(Lifecycle.PER_CLASS)
class ITEmbeddedRegistry extends RegistryContract {
  private EmbeddedBroker broker;
  private SchemaRegistry registry;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = EmbeddedBroker.start(BrokerConfig.in(directory));
    registry = SchemaRegistry.start(RegistryConfig.over(broker.bootstrapServers()));
  }

  @AfterAll
  void stop() {
    registry.close();
    broker.close();
  }

  @Override
  String url() {
    return registry.url();
  }
}
