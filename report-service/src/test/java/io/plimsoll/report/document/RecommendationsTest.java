package io.plimsoll.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.query.FindingEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
  @Test
  void nothingIsRecommendedWithoutAFinding() {
    assertThat(Recommendations.of(List.of())).isEmpty();
    assertThat(Recommendations.of(List.of(finding("cardinality-agents", "warning", 1)))).isEmpty();
  }

  @Test
  void theSeverestFindingIsAdvisedOnFirstAndTheSameAdviceGivenOnce() {
    List<Recommendation> advised =
        Recommendations.of(
            List.of(
                finding("drift-process:api/open_descriptors", "warning", 0.9),
                finding("drift-process:web/open_descriptors", "warning", 0.99),
                finding("bottleneck-pool", "critical", 0.7)));

    assertThat(advised)
        .extracting(Recommendation::finding)
        .containsExactly("bottleneck-pool", "drift-process:web/open_descriptors");
    assertThat(advised.get(0).advice()).contains("connection pool");
    assertThat(advised.get(0).because()).isEqualTo("what was seen of bottleneck-pool");
    assertThat(advised.get(0).source()).contains("S2");
  }

  @Test
  void everyCauseHasAdvice() {
    for (String cause :
        List.of(
            "cpu",
            "memory",
            "disk",
            "network",
            "pool",
            "database",
            "queue",
            "lock",
            "downstream",
            "rate-limit",
            "load-generator")) {
      assertThat(Recommendations.of(List.of(finding("bottleneck-" + cause, "warning", 0.5))))
          .as(cause)
          .hasSize(1);
    }
  }

  private static FindingEntry finding(String id, String severity, double confidence) {
    return new FindingEntry(
        id,
        "BOTTLENECK",
        "CLOSED",
        severity,
        "what was seen of " + id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        confidence,
        Map.of(),
        Optional.empty());
  }
}
