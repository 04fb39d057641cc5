package io.plimsoll.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many clients that register the same schemas under one subject through several registries, each in
 * its own order.
 */
final class RegistryRace {
  private static final String SUBJECT = "raced";

  private RegistryRace() {}

  static void registerAtOnce(List<RegistryCaller> callers, int clientsEach, int schemas)
      throws Exception {
    List<Callable<Void>> clients = new ArrayList<>();
    for (RegistryCaller caller : callers) {
      for (int client = 0; client < clientsEach; client++) {
        int offset = clients.size() * 7;
        clients.add(
            () -> {
              for (int i = 0; i < schemas; i++) {
                caller.register(SUBJECT, TestSchemas.numbered((i + offset) % schemas));
              }
              return null;
            });
      }
    }
    ExecutorService pool = Executors.newFixedThreadPool(clients.size());
    try {
      for (Future<Void> client : pool.invokeAll(clients)) {
        client.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Each schema has one version and one id, the same for all registries and for one that reads the
   * topic afresh.
   */
  static void assertAgreement(RegistryConfig config, List<RegistryCaller> callers, int schemas)
      throws Exception {
    try (SchemaRegistry fresh = SchemaRegistry.start(config)) {
      List<JsonNode> expected = versions(new RegistryCaller(fresh.url()));
      assertThat(expected).hasSize(schemas);
      assertThat(distinct(expected, "id")).hasSize(schemas);
      assertThat(distinct(expected, "schema")).hasSize(schemas);
      for (RegistryCaller caller : callers) {
        assertThat(versions(caller)).isEqualTo(expected);
      }
    }
  }

  private static List<JsonNode> versions(RegistryCaller caller) throws Exception {
    List<JsonNode> versions = new ArrayList<>();
    for (JsonNode number : caller.get("/subjects/" + SUBJECT + "/versions").body()) {
      versions.add(caller.get("/subjects/" + SUBJECT + "/versions/" + number).body());
    }
    return versions;
  }

  private static Set<String> distinct(List<JsonNode> versions, String field) {
    Set<String> values = new HashSet<>();
    versions.forEach(version -> values.add(version.path(field).asText()));
    return values;
  }
}
