package io.plimsoll.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AnalyzerConfigTest {
  private final AnalyzerConfig defaults =
      new AnalyzerConfig(new Cluster("broker:1", "http://registry:1"), Path.of("state"));

  @Test
  void hasItsDefaultsInOnePlace() {
    assertThat(defaults.applicationId()).isEqualTo("plimsoll-analyzer");
    assertThat(defaults.threads()).isEqualTo(1);
    assertThat(defaults.commitInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(defaults.grace()).isEqualTo(Duration.ofSeconds(2));
    assertThat(StreamsSettings.of(defaults))
        .containsEntry("processing.guarantee", "exactly_once_v2");
  }

  @Test
  void changesOneSettingAndKeepsTheOthers() {
    AnalyzerConfig changed =
        defaults.withThreads(3).withGuarantee(ProcessingGuarantee.AT_LEAST_ONCE);

    assertThat(changed.threads()).isEqualTo(3);
    assertThat(changed.withThreads(1).withGuarantee(ProcessingGuarantee.EXACTLY_ONCE))
        .isEqualTo(defaults);
    assertThat(StreamsSettings.of(changed)).containsEntry("processing.guarantee", "at_least_once");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                new AnalyzerConfig(
                    defaults.cluster(),
                    defaults.stateDir(),
                    " ",
                    0,
                    Duration.ZERO,
                    Duration.ofSeconds(-1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    ProcessingGuarantee.EXACTLY_ONCE,
                    Budget.DEFAULT,
                    WindowRetention.DEFAULT))
        .hasMessageContainingAll("applicationId", "threads", "commitInterval", "grace");
  }
}
