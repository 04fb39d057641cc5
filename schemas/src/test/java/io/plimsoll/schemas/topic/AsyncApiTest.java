package io.plimsoll.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcomeBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AsyncApiTest {
  private static final Path FILE = Path.of("src", "main", "resources", "asyncapi.yaml");
  private static final Pattern REFERENCE = Pattern.compile("\\$ref: '#/([^']+)'");

  @Test
  void theDocumentSaysWhatTheCodeSays() throws IOException {
    String document = new AsyncApi().document();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, document);
    }

    assertThat(FILE)
        .as(
            "the topics or schemas have changed; rewrite it with"
                + " ./mvnw verify -pl schemas -am -Dgolden.update=true")
        .hasContent(document);
  }

  @Test
  void everyTopicAndEverySchemaStandsInIt() throws IOException {
    Map<?, ?> document = read();

    for (Topic topic : new Topics().all()) {
      Map<?, ?> channel = (Map<?, ?>) at(document, "channels/" + name(topic));
      assertThat(channel.get("address")).isEqualTo(topic.name());
      assertThat(channel.get("x-key")).isEqualTo(topic.key());
      assertThat(channel.get("x-writer")).isEqualTo(topic.writer());
      assertThat((List<?>) channel.get("x-readers")).isNotEmpty();
      assertThat(at(channel, "bindings/kafka/partitions")).isEqualTo(topic.partitions());
    }
    Stream.concat(
            new Topics().all().stream().map(Topic::value),
            Stream.of(RequestOutcomeBatch.getClassSchema(), AgentProgress.getClassSchema()))
        .forEach(schema -> assertThat(documented(document, schema)).isEqualTo(schema));
    assertThat((Map<?, ?>) document.get("channels")).hasSameSizeAs(new Topics().all());
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    Map<?, ?> document = read();
    List<String> references =
        REFERENCE
            .matcher(Files.readString(FILE))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(references).hasSizeGreaterThan(new Topics().all().size());
    for (String reference : references) {
      assertThat(at(document, reference)).as(reference).isNotNull();
    }
  }

  @Test
  void theReadersOfEveryTopicAreKnown() {
    assertThat(AsyncApi.readers())
        .containsOnlyKeys(new Topics().all().stream().map(AsyncApiTest::name).toList());
  }

  private static Schema documented(Map<?, ?> document, Schema schema) {
    Object json = at(document, "components/schemas/" + schema.getName() + "/schema");
    assertThat(json).isInstanceOf(Map.class);
    String written = line(schema);
    return new Schema.Parser().parse(written);
  }

  /** As it stands in the file: YAML holds JSON, which Avro reads. */
  private static String line(Schema schema) {
    try {
      String marker = "      schema: {\"type\":\"record\",\"name\":\"" + schema.getName() + "\"";
      return Files.readAllLines(FILE).stream()
          .filter(each -> each.startsWith(marker))
          .findFirst()
          .orElseThrow()
          .substring("      schema: ".length());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<?, ?> read() throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    return new Yaml(new SafeConstructor(options)).load(Files.readString(FILE));
  }

  private static Object at(Object node, String path) {
    Object found = node;
    for (String step : path.split("/", -1)) {
      found = ((Map<?, ?>) found).get(step);
    }
    return found;
  }

  private static String name(Topic topic) {
    return topic.name().substring(Topics.DEFAULT_PREFIX.length());
  }
}
