package io.plimsoll.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker and a registry in a JVM of their own that ends, as by kill −9, right after the last
 * answer.
 */
final class RegistryDeath {
  static final int SCHEMAS = 20;

  private RegistryDeath() {}

  /** The child. */
  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(Path.of(args[0])));
    SchemaRegistry registry = SchemaRegistry.start(RegistryConfig.over(broker.bootstrapServers()));
    List<String> answers = registerAll(registry.url());
    answers.forEach(System.out::println);
    System.out.flush();
    Runtime.getRuntime().halt(9);
  }

  /** Schema by schema, the number and the id the registry gives it. */
  static List<String> registerAll(String url) throws Exception {
    RegistryCaller caller = new RegistryCaller(url);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < SCHEMAS; i++) {
      answers.add("answer " + i + " " + caller.register("s" + i % 3, TestSchemas.numbered(i)));
    }
    return answers;
  }

  static List<String> runAndDie(Path directory) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryDeath.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    List<String> said;
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      said = output.lines().toList();
      assertThat(child.waitFor()).as(String.join("\n", said)).isEqualTo(9);
    } finally {
      child.destroyForcibly();
    }
    return said.stream().filter(line -> line.startsWith("answer ")).toList();
  }
}
