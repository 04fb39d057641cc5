package io.plimsoll.load.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the end of a run may take. */
final class FlushLimitsTest {
  @Test
  void whoeverAsksTwiceToStopWaitsNoLongerThanTwoSecondsInAll() {
    assertThat(FlushLimits.HURRIED.total()).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aPlainEndWaitsForTheLastWordsToo() {
    FlushLimits limits = FlushLimits.patient(Duration.ofMinutes(1));

    assertThat(limits.total()).isEqualTo(Duration.ofSeconds(67));
  }
}
