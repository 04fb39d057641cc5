package io.plimsoll.endtoend.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** A report.json, read as a CI job would. */
public final class RunReport {
  private final JsonNode root;

  private RunReport(JsonNode root) {
    this.root = root;
  }

  public static RunReport read(Path directory) {
    try {
      return new RunReport(new ObjectMapper().readTree(directory.resolve("report.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode root() {
    return root;
  }

  public String runId() {
    return root.at("/run/id").asText();
  }

  public long emitted() {
    return root.at("/ledger/emitted").asLong();
  }

  public long analysed() {
    return root.at("/ledger/analysed").asLong();
  }

  public boolean complete() {
    return root.at("/ledger/complete").asBoolean();
  }

  /** The operation's figures; * for all together. */
  public JsonNode operation(String name) {
    return StreamSupport.stream(root.get("operations").spliterator(), false)
        .filter(operation -> operation.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no operation " + name + " in " + root.get("operations")));
  }
}
