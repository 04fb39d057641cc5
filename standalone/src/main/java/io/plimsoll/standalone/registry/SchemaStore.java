package io.plimsoll.standalone.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the registry knows: the fold of its log. The same events in the same order give the same ids
 * and versions, for every reader, for ever. Neither is reused, not even after a deletion.
 * Thread-safe.
 */
final class SchemaStore {
  private final Map<Integer, String> schemaById = new HashMap<>();
  private final Map<String, Integer> idBySchema = new HashMap<>();
  private final TreeMap<String, TreeMap<Integer, SchemaVersion>> versionsBySubject =
      new TreeMap<>();
  private final Map<String, Set<Integer>> deletedBySubject = new HashMap<>();
  private final Map<String, CompatibilityLevel> levelBySubject = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;
  private int highestId;

  /**
   * Takes the next event of the log; false when it claims an id or a version that another event had
   * first.
   */
  synchronized boolean apply(RegistryEvent event) {
    if (event instanceof RegistryEvent.Registered registered) {
      return register(registered);
    } else if (event instanceof RegistryEvent.Deleted deleted) {
      deletedBySubject
          .computeIfAbsent(deleted.subject(), subject -> new HashSet<>())
          .addAll(deleted.versions());
    } else if (event instanceof RegistryEvent.GlobalLevel global) {
      globalLevel = global.level();
    } else if (event instanceof RegistryEvent.SubjectLevel level) {
      levelBySubject.put(level.subject(), level.level());
    } else if (event instanceof RegistryEvent.SubjectLevelCleared cleared) {
      levelBySubject.remove(cleared.subject());
    }
    return true;
  }

  /**
   * The event that would register this schema now: its known id or the next, and the subject's next
   * version.
   */
  synchronized RegistryEvent.Registered propose(String subject, String schema) {
    TreeMap<Integer, SchemaVersion> versions =
        versionsBySubject.getOrDefault(subject, new TreeMap<>());
    int version = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    return new RegistryEvent.Registered(
        subject, version, idBySchema.getOrDefault(schema, highestId + 1), schema);
  }

  /** The version of the subject with this schema, deleted ones aside. */
  synchronized Optional<SchemaVersion> find(String subject, String schema) {
    return versions(subject, false).stream()
        .filter(version -> version.schema().equals(schema))
        .findFirst();
  }

  /** The versions of a subject, oldest first. */
  synchronized List<SchemaVersion> versions(String subject, boolean withDeleted) {
    Set<Integer> deleted =
        withDeleted ? Set.of() : deletedBySubject.getOrDefault(subject, Set.of());
    return versionsBySubject.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(version -> !deleted.contains(version.version()))
        .toList();
  }

  /** The subjects that have a version, in alphabetical order. */
  synchronized List<String> subjects(boolean withDeleted) {
    return versionsBySubject.keySet().stream()
        .filter(subject -> !versions(subject, withDeleted).isEmpty())
        .toList();
  }

  synchronized Optional<String> schema(int id) {
    return Optional.ofNullable(schemaById.get(id));
  }

  /** Where a schema is in use. */
  synchronized List<SchemaVersion> uses(int id, boolean withDeleted) {
    List<SchemaVersion> uses = new ArrayList<>();
    for (String subject : versionsBySubject.keySet()) {
      versions(subject, withDeleted).stream()
          .filter(version -> version.id() == id)
          .forEach(uses::add);
    }
    return uses;
  }

  synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  /** The level set for this very subject. */
  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levelBySubject.get(subject));
  }

  /** The level that counts for the subject. */
  synchronized CompatibilityLevel level(String subject) {
    return levelBySubject.getOrDefault(subject, globalLevel);
  }

  private boolean register(RegistryEvent.Registered claim) {
    SchemaVersion version =
        new SchemaVersion(claim.subject(), claim.version(), claim.id(), claim.schema());
    TreeMap<Integer, SchemaVersion> versions =
        versionsBySubject.getOrDefault(claim.subject(), new TreeMap<>());
    SchemaVersion holder = versions.get(claim.version());
    boolean idFits = claim.schema().equals(schemaById.getOrDefault(claim.id(), claim.schema()));
    boolean schemaFits = claim.id() == idBySchema.getOrDefault(claim.schema(), claim.id());
    if (!idFits || !schemaFits || (holder != null && !holder.equals(version))) {
      return false;
    }
    schemaById.put(claim.id(), claim.schema());
    idBySchema.put(claim.schema(), claim.id());
    versions.put(claim.version(), version);
    versionsBySubject.put(claim.subject(), versions);
    highestId = Math.max(highestId, claim.id());
    return true;
  }
}
