package io.plimsoll.standalone.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Whether a schema may follow others, by Avro's own resolution rules ({@link SchemaCompatibility}).
 * Pure.
 */
final class CompatibilityCheck {
  private CompatibilityCheck() {}

  /**
   * What speaks against the candidate; empty when nothing does.
   *
   * @param earlier the versions before it, oldest first
   */
  static List<String> problems(
      Schema candidate, List<SchemaVersion> earlier, CompatibilityLevel level) {
    int first = level.transitive() ? 0 : Math.max(0, earlier.size() - 1);
    List<String> problems = new ArrayList<>();
    for (SchemaVersion version : earlier.subList(first, earlier.size())) {
      Schema old = AvroText.parse(version.schema());
      String name = "version " + version.version();
      if (level.newReadsOld()) {
        problems.addAll(reading(candidate, "the new schema", old, name));
      }
      if (level.oldReadsNew()) {
        problems.addAll(reading(old, name, candidate, "the new schema"));
      }
    }
    return problems;
  }

  private static List<String> reading(
      Schema reader, String readerName, Schema writer, String writerName) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return List.of();
    }
    return pair.getResult().getIncompatibilities().stream()
        .map(
            problem ->
                "%s can't read what %s wrote: %s at %s: %s"
                    .formatted(
                        readerName,
                        writerName,
                        problem.getType(),
                        problem.getLocation(),
                        problem.getMessage()))
        .toList();
  }
}
