package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.RunStatus;
import org.junit.jupiter.api.Test;

/** What another version has stored is not taken for damage. */
final class OtherVersionTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;

  @Test
  void theStateOfARunOfAnotherVersionIsRefused() {
    Pipeline pipeline = new Pipeline();
    pipeline.record("r1", RunStatus.RUNNING, "a1");
    pipeline.outcome(0, success("r1", 0, "upload", START, 1000));
    pipeline.drainAndFlush();
    pipeline.ageState("r1");

    assertThatThrownBy(pipeline::crash)
        .isInstanceOf(OtherVersionException.class)
        .hasMessageContaining("the state of run r1")
        .hasMessageContaining("reset the application");
  }
}
