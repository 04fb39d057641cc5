package io.plimsoll.schemas.topic;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.RequestOutcomeBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Writes the topics as an AsyncAPI 3.0 document. */
final class AsyncApi {
  private static final String ANALYZER = "stream-analyzer";
  private static final String REPORT = "report-service";
  private static final String PRODUCER = "load-producer";

  private final Topics topics = new Topics();
  private final StringBuilder out = new StringBuilder();

  /** Modules that read a topic, by its name without prefix. */
  static Map<String, List<String>> readers() {
    return Map.ofEntries(
        Map.entry("runs", List.of(ANALYZER, REPORT)),
        Map.entry("request-outcomes", List.of(ANALYZER)),
        Map.entry("system-samples", List.of(ANALYZER)),
        Map.entry("agent-ledger", List.of(ANALYZER)),
        Map.entry("kpi-windows", List.of(REPORT)),
        Map.entry("resource-windows", List.of(REPORT)),
        Map.entry("findings", List.of(REPORT)),
        Map.entry("sla-events", List.of(REPORT)),
        Map.entry("run-summaries", List.of(REPORT, "standalone")),
        Map.entry("baselines", List.of(REPORT)),
        Map.entry("comparisons", List.of(REPORT)),
        Map.entry("acknowledged-changes", List.of(REPORT)),
        Map.entry("scaling-profiles", List.of(REPORT)),
        Map.entry("commands", List.of(PRODUCER)),
        Map.entry("dead-letters", List.of(REPORT)));
  }

  String document() {
    out.append(
        """
        # Generated from Topics and the Avro schemas; AsyncApiTest rewrites it with -Dgolden.update=true.
        asyncapi: 3.0.0
        info:
          title: plimsoll topics
          version: 1.0.0
          description: >-
            Every topic has exactly one writing module. Values are Avro in the Confluent wire format: a zero byte, the
            schema id (4 bytes, big endian), the Avro binary. The prefix '%s' and the partition count %d are
            configurable.
        defaultContentType: application/vnd.apache.avro+binary
        """
            .formatted(topics.prefix(), topics.partitions()));
    out.append("channels:\n");
    topics.all().forEach(this::channel);
    out.append("operations:\n");
    topics.all().forEach(this::operations);
    components();
    return out.toString();
  }

  private void channel(Topic topic) {
    line(1, name(topic) + ":");
    line(2, "address: " + topic.name());
    line(2, "description: " + quoted(topic.value().getDoc()));
    line(2, "messages:");
    message(topic.value());
    if (carriesMore(topic)) {
      message(RequestOutcomeBatch.getClassSchema());
      message(AgentProgress.getClassSchema());
    }
    line(2, "bindings:");
    line(3, "kafka:");
    line(4, "topic: " + topic.name());
    line(4, "partitions: " + topic.partitions());
    line(4, "topicConfiguration:");
    line(5, "cleanup.policy: [" + topic.policy().cleanupPolicy().replace(",", ", ") + "]");
    if (topic.policy().deletesByTime()) {
      line(5, "retention.ms: " + topic.retention().toMillis());
    }
    new TreeMap<>(topic.settings()).forEach((key, value) -> line(5, key + ": " + value));
    line(2, "x-key: " + quoted(topic.key()));
    line(2, "x-writer: " + topic.writer());
    line(2, "x-readers: " + readers().get(name(topic)));
  }

  private void message(Schema schema) {
    line(3, schema.getName() + ":");
    line(4, "$ref: '#/components/messages/" + schema.getName() + "'");
  }

  private void operations(Topic topic) {
    operation(topic, topic.writer(), "send", "Writes");
    readers().get(name(topic)).forEach(reader -> operation(topic, reader, "receive", "Reads"));
  }

  private void operation(Topic topic, String module, String action, String title) {
    line(1, module + "-" + action + "-" + name(topic) + ":");
    line(2, "action: " + action);
    line(2, "title: " + title + " " + name(topic));
    line(2, "channel:");
    line(3, "$ref: '#/channels/" + name(topic) + "'");
    line(2, "tags:");
    line(3, "- name: " + module);
  }

  private void components() {
    out.append("components:\n");
    line(1, "messages:");
    topics.all().forEach(topic -> component(topic.value(), topic.key()));
    component(RequestOutcomeBatch.getClassSchema(), "none");
    component(AgentProgress.getClassSchema(), "none");
    line(1, "schemas:");
    topics.all().forEach(topic -> schema(topic.value()));
    schema(RequestOutcomeBatch.getClassSchema());
    schema(AgentProgress.getClassSchema());
  }

  private void component(Schema schema, String key) {
    line(2, schema.getName() + ":");
    line(3, "name: " + schema.getFullName());
    line(3, "contentType: application/vnd.apache.avro+binary");
    line(3, "payload:");
    line(4, "$ref: '#/components/schemas/" + schema.getName() + "'");
    line(3, "bindings:");
    line(4, "kafka:");
    if (!key.startsWith("none")) {
      line(5, "key: { type: string, description: " + quoted(key) + " }");
    }
    line(5, "schemaIdLocation: payload");
    line(5, "schemaIdPayloadEncoding: confluent");
  }

  private void schema(Schema schema) {
    line(2, schema.getName() + ":");
    line(3, "schemaFormat: application/vnd.apache.avro+json;version=1.12.1");
    line(3, "schema: " + schema);
  }

  private boolean carriesMore(Topic topic) {
    return topic.equals(topics.requestOutcomes());
  }

  private String name(Topic topic) {
    return topic.name().substring(topics.prefix().length());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
