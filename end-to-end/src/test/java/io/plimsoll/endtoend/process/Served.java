package io.plimsoll.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.lab.LabTarget;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What a target has counted, which may be an instant after a client holds its response. */
public final class Served {
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private Served() {}

  /** Waits until it has counted so many requests; more are a failure, too. */
  public static void await(LabTarget target, long requests) {
    Awaitility.await("requests served")
        .atMost(AT_MOST)
        .untilAsserted(() -> assertThat(target.requestsServed()).isEqualTo(requests));
  }
}
