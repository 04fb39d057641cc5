package io.plimsoll.standalone.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * What the log holds.
 *
 * <p>Several registries may write to one log, so a registration is a proposal: the first to claim
 * an id or a version in log order has it, and everybody who reads the log comes to the same answer.
 * Therefore compaction must never remove or reorder a registration or a deletion; only levels
 * replace each other.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RegistryEvent.Registered.class, name = "registered"),
  @JsonSubTypes.Type(value = RegistryEvent.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = RegistryEvent.GlobalLevel.class, name = "global-level"),
  @JsonSubTypes.Type(value = RegistryEvent.SubjectLevel.class, name = "subject-level"),
  @JsonSubTypes.Type(
      value = RegistryEvent.SubjectLevelCleared.class,
      name = "subject-level-cleared")
})
sealed interface RegistryEvent {

  /**
   * Events with the same answer replace each other under compaction; one without an answer stays
   * for ever.
   */
  Optional<List<String>> replaces();

  /** A version of a subject; the schema is in Avro's printed form. */
  record Registered(String subject, int version, int id, String schema) implements RegistryEvent {
    @Override
    public Optional<List<String>> replaces() {
      return Optional.empty();
    }
  }

  /** Versions that are no longer offered. Their numbers and ids stay taken. */
  record Deleted(String subject, List<Integer> versions) implements RegistryEvent {
    public Deleted {
      versions = List.copyOf(versions);
    }

    @Override
    public Optional<List<String>> replaces() {
      return Optional.empty();
    }
  }

  /** The compatibility of subjects that have none of their own. */
  record GlobalLevel(CompatibilityLevel level) implements RegistryEvent {
    @Override
    public Optional<List<String>> replaces() {
      return Optional.of(List.of("level"));
    }
  }

  /** The compatibility of one subject. */
  record SubjectLevel(String subject, CompatibilityLevel level) implements RegistryEvent {
    @Override
    public Optional<List<String>> replaces() {
      return Optional.of(List.of("level", subject));
    }
  }

  /** The subject follows the global compatibility again. */
  record SubjectLevelCleared(String subject) implements RegistryEvent {
    @Override
    public Optional<List<String>> replaces() {
      return Optional.of(List.of("level", subject));
    }
  }
}
