package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.data.RunWriter;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Serving;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * From the end of an event to the message of the live stream whose window has it, for each of the
 * events, while {@code plimsoll serve} takes them at a steady rate.
 *
 * @param p50Millis median
 * @param p99Millis 99th percentile
 * @param maxMillis the slowest event
 * @param events how many
 */
record Liveness(double p50Millis, double p99Millis, double maxMillis, int events) {
  static final int EVENTS_PER_SECOND = 20_000;
  private static final Duration START = Duration.ofSeconds(60);
  private static final int LINGER_MILLIS = 5;
  private static final int BURST_MICROS = 5_000;
  private static final int BURST = EVENTS_PER_SECOND / (1_000_000 / BURST_MICROS);
  private static final int BURSTS_PER_MARK = 100;
  private static final long FINISH_NANOS = 5_000_000_000L;

  /**
   * Measures over so many seconds; the first five are to warm up and do not count.
   *
   * @param directory for the data of the server
   */
  static Liveness measure(Path directory, int seconds) throws IOException, InterruptedException {
    DataLayout layout = new DataLayout(directory);
    List<String> command =
        List.of(
            "io.plimsoll.standalone.cli.Plimsoll",
            "serve",
            "--http-port",
            "0",
            "--data",
            layout.root().toString());
    try (ChildJvm server = ChildJvm.start(ChildJvm.AS_LAUNCHED, command)) {
      Serving serving = await(server, layout);
      Cluster cluster = new Cluster(serving.bootstrapServers(), serving.schemaRegistry());
      return measure(cluster, serving.page(), seconds);
    }
  }

  private static Serving await(ChildJvm server, DataLayout layout) {
    long deadline = System.nanoTime() + START.toNanos();
    Optional<Serving> serving = Optional.empty();
    while (serving.isEmpty()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("plimsoll serve did not start within " + START);
      }
      LockSupport.parkNanos(10_000_000L);
      serving = Serving.find(layout);
    }
    return serving.get();
  }

  private static Liveness measure(Cluster cluster, String page, int seconds)
      throws IOException, InterruptedException {
    try (RunWriter writer = new RunWriter(cluster, "liveness", 10, LINGER_MILLIS, 1)) {
      writer.begin(nowMicros());
      // The first window begins with the first event, so that ranks can be counted.
      long start = (nowMicros() / 1_000_000 + 2) * 1_000_000;
      try (LiveEvents live = LiveEvents.follow(page, writer.runId())) {
        send(writer, start, seconds);
        LockSupport.parkNanos(FINISH_NANOS);
        return of(live, start, seconds);
      }
    }
  }

  private static void send(RunWriter writer, long start, int seconds) {
    int bursts = seconds * (1_000_000 / BURST_MICROS);
    for (int burst = 0; burst < bursts; burst++) {
      long due = start + (burst + 1L) * BURST_MICROS;
      for (long wait = due - nowMicros(); wait > 0; wait = due - nowMicros()) {
        LockSupport.parkNanos(wait * 1_000);
      }
      for (int i = 0; i < BURST; i++) {
        writer.outcome(end(start, burst * BURST + i));
      }
      if (burst % BURSTS_PER_MARK == BURSTS_PER_MARK - 1) {
        writer.mark(due - 1, false);
      }
    }
    writer.end(start + seconds * 1_000_000L);
  }

  /** End of the event with this number, microseconds. */
  private static long end(long start, int event) {
    return start + event * 1_000_000L / EVENTS_PER_SECOND;
  }

  static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** Within a window events are visible in the order of their ends. */
  private static Liveness of(LiveEvents live, long start, int seconds) {
    int warmUp = Math.min(5, seconds / 2);
    double[] millis = new double[(seconds - warmUp) * EVENTS_PER_SECOND];
    int events = 0;
    for (int second = warmUp; second < seconds; second++) {
      long window = start + second * 1_000_000L;
      int visible = 0;
      for (LiveEvents.Update update : live.updatesOf(window)) {
        for (; visible < update.count(); visible++) {
          long end = end(start, second * EVENTS_PER_SECOND + visible);
          millis[events++] = (update.atMicros() - end) / 1e3;
        }
      }
      if (visible != EVENTS_PER_SECOND) {
        throw new IllegalStateException(
            "second %d of the live stream shows %d of %d events"
                .formatted(second, visible, EVENTS_PER_SECOND));
      }
    }
    Arrays.sort(millis);
    return new Liveness(
        millis[events / 2], millis[(int) (events * 0.99)], millis[events - 1], events);
  }
}
