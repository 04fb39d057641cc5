package io.plimsoll.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.standalone.registry.RegistryEvent.Deleted;
import io.plimsoll.standalone.registry.RegistryEvent.GlobalLevel;
import io.plimsoll.standalone.registry.RegistryEvent.Registered;
import io.plimsoll.standalone.registry.RegistryEvent.SubjectLevel;
import io.plimsoll.standalone.registry.RegistryEvent.SubjectLevelCleared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SchemaStoreTest {
  private static final List<CompatibilityLevel> LEVELS = List.of(CompatibilityLevel.values());

  private final SchemaStore store = new SchemaStore();

  @Test
  void givesEachSchemaOneIdAndEachSubjectItsOwnVersions() {
    assertThat(register("a", "X")).isEqualTo(new Registered("a", 1, 1, "X"));
    assertThat(register("a", "Y")).isEqualTo(new Registered("a", 2, 2, "Y"));
    assertThat(register("b", "Y")).isEqualTo(new Registered("b", 1, 2, "Y"));
  }

  @Test
  void refusesAClaimOnAnIdOrAVersionThatIsTaken() {
    register("a", "X");

    assertThat(store.apply(new Registered("a", 2, 1, "Y"))).isFalse();
    assertThat(store.apply(new Registered("a", 1, 2, "Y"))).isFalse();
    assertThat(store.apply(new Registered("b", 1, 9, "X"))).isFalse();
    assertThat(store.versions("a", true)).hasSize(1);
    assertThat(store.subjects(true)).containsExactly("a");
  }

  @Test
  void takesTheSameClaimTwice() {
    Registered claim = register("a", "X");

    assertThat(store.apply(claim)).isTrue();
    assertThat(store.versions("a", false)).hasSize(1);
  }

  @Test
  void neverReusesWhatWasDeleted() {
    register("a", "X");
    store.apply(new Deleted("a", List.of(1)));

    assertThat(store.subjects(false)).isEmpty();
    assertThat(store.schema(1)).contains("X");
    assertThat(register("a", "X")).isEqualTo(new Registered("a", 2, 1, "X"));
    assertThat(register("a", "Y")).isEqualTo(new Registered("a", 3, 2, "Y"));
    assertThat(store.uses(1, false)).extracting(SchemaVersion::version).containsExactly(2);
  }

  @Test
  void followsTheSubjectsLevelBeforeTheGlobalOne() {
    assertThat(store.level("a")).isEqualTo(CompatibilityLevel.BACKWARD);
    store.apply(new GlobalLevel(CompatibilityLevel.NONE));
    store.apply(new SubjectLevel("a", CompatibilityLevel.FULL));

    assertThat(store.level("a")).isEqualTo(CompatibilityLevel.FULL);
    assertThat(store.level("b")).isEqualTo(CompatibilityLevel.NONE);
    store.apply(new SubjectLevelCleared("a"));
    assertThat(store.level("a")).isEqualTo(CompatibilityLevel.NONE);
    assertThat(store.ownLevel("a")).isEqualTo(Optional.empty());
  }

  @Test
  void comesToTheSameStateAfterCompaction() {
    long seed = 20261121;
    Random random = new Random(seed);
    Map<List<String>, RegistryEvent> compacted = new LinkedHashMap<>();

    for (int i = 0; i < 2000; i++) {
      RegistryEvent event = randomEvent(random);
      store.apply(event);
      List<String> key = event.replaces().orElse(List.of("append", Integer.toString(i)));
      compacted.remove(key); // compaction keeps the last record of a key, at its own place
      compacted.put(key, event);
    }
    SchemaStore reread = new SchemaStore();
    compacted.values().forEach(reread::apply);

    assertThat(state(reread)).as("seed %d", seed).isEqualTo(state(store));
  }

  /** Small ranges, so that claims collide, as those of several registries on one topic do. */
  private static RegistryEvent randomEvent(Random random) {
    String subject = "s" + random.nextInt(3);
    int version = 1 + random.nextInt(6);
    CompatibilityLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
    return switch (random.nextInt(6)) {
      case 0 -> new Deleted(subject, List.of(version));
      case 1 -> new SubjectLevel(subject, level);
      case 2 -> new SubjectLevelCleared(subject);
      case 3 -> new GlobalLevel(level);
      default ->
          new Registered(subject, version, 1 + random.nextInt(8), "schema" + random.nextInt(8));
    };
  }

  private static List<Object> state(SchemaStore store) {
    return List.of(
        store.subjects(true).stream().map(subject -> store.versions(subject, true)).toList(),
        store.subjects(false).stream().map(subject -> store.versions(subject, false)).toList(),
        store.globalLevel(),
        store.level("s0"),
        store.level("s1"),
        store.level("s2"),
        store.propose("s0", "new"),
        store.propose("s1", "schema1"));
  }

  private Registered register(String subject, String schema) {
    Registered claim = store.propose(subject, schema);
    assertThat(store.apply(claim)).isTrue();
    return claim;
  }
}
