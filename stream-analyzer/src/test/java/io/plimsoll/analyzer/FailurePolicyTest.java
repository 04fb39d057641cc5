package io.plimsoll.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plimsoll.analyzer.version.OtherVersionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class FailurePolicyTest {
  @Test
  void stateOfAnotherVersionStopsTheAnalyzerAndSaysWhatToDo() {
    Throwable other = catchThrowable(() -> OtherVersionException.check("a delta", 2, 3));

    assertThat(FailurePolicy.hopeless(new StreamsException("in a task", other))).contains(other);
    assertThat(other).hasMessageContaining("version 2").hasMessageContaining("reset");
  }

  @Test
  void whatNobodyMayReadStopsIt() {
    Throwable denied = new TopicAuthorizationException("runs");

    assertThat(FailurePolicy.hopeless(denied)).contains(denied);
  }

  @Test
  void whatPassesIsTriedAgain() {
    assertThat(FailurePolicy.hopeless(new StreamsException(new TimeoutException("broker"))))
        .isEmpty();
  }
}
