package io.plimsoll.endtoend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apicurio Registry in a process of its own. The build unpacks it; {@code -Dapicurio.skip=true}
 * leaves it out.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ITApicurioRegistry extends RegistryContract {
  private ApicurioProcess registry;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Path jar = Path.of(System.getProperty("apicurio.jar", "apicurio.jar is not set"));
    boolean there = Files.isRegularFile(jar);
    String missing =
        "Apicurio Registry is not at "
            + jar
            + ": build without -Dapicurio.skip, with Maven Central in reach";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(there).as(missing).isTrue();
    }
    assumeTrue(there, missing);
    registry = ApicurioProcess.start(jar, directory);
  }

  @AfterAll
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  String url() {
    return registry.url();
  }
}
