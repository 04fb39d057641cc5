package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.scenario.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wakes on a real event loop, with and without a look at the clock. */
final class PacerTest {
  private static final int WAKES = 500;
  private static final long APART_NANOS = 100_000L;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wakesInOrderAndNeverTooEarly(boolean coreIsFree) {
    LongSupplier waited = () -> coreIsFree ? 0 : -1;
    List<Long> earliness;
    try (HttpTransport transport = transport()) {
      earliness = wakes(transport.lanes().get(0), waited);
    }

    assertThat(earliness).hasSize(WAKES);
    assertThat(earliness).allMatch(early -> early <= 0);
  }

  @Test
  void doesOtherWorkOfTheLoopWhileItLooksAtTheClock() throws Exception {
    AtomicInteger others = new AtomicInteger();
    CompletableFuture<Integer> othersThen = new CompletableFuture<>();
    try (HttpTransport transport = transport()) {
      Lane lane = transport.lanes().get(0);
      Runnable[] turn = new Runnable[1];
      turn[0] =
          () -> {
            if (others.get() < 3) {
              lane.runAfterReading(turn[0]); // would go on for ever if nothing else could run
            } else {
              othersThen.complete(others.get());
            }
          };
      lane.loop().execute(turn[0]);
      for (int i = 0; i < 3; i++) {
        lane.loop().execute(others::incrementAndGet);
      }

      assertThat(othersThen.get(60, TimeUnit.SECONDS)).isEqualTo(3);
    }
  }

  private static List<Long> wakes(Lane lane, LongSupplier waited) {
    AgentClock clock = AgentClock.system();
    LaneContext context =
        new LaneContext(0, 1, lane, clock, null, null, new LaneTally(0), clock.nanos());
    CompletableFuture<List<Long>> done = new CompletableFuture<>();
    lane.loop().execute(() -> new Series(context, waited, done).begin());
    assertThat(done).succeedsWithin(Duration.ofSeconds(60));
    return done.join();
  }

  private static HttpTransport transport() {
    return new HttpTransport(
        Target.of("http://127.0.0.1:9").orElseThrow(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
        1,
        1,
        true,
        AgentClock.system());
  }

  /** Asks for one wake after the other and notes how early each one came. */
  private static final class Series implements Runnable {
    private final LaneContext context;
    private final Pacer pacer;
    private final CompletableFuture<List<Long>> done;
    private final List<Long> earliness = new ArrayList<>();
    private long due;

    Series(LaneContext context, LongSupplier waited, CompletableFuture<List<Long>> done) {
      this.context = context;
      this.pacer = new Pacer(context, new SpinLimit(waited, context.clock().nanos()), this);
      this.done = done;
    }

    void begin() {
      next(context.clock().nanos());
    }

    private void next(long now) {
      due = now + APART_NANOS;
      pacer.wakeAt(due, now);
    }

    @Override
    public void run() {
      long now = context.clock().nanos();
      earliness.add(due - now);
      if (earliness.size() < WAKES) {
        next(now);
      } else {
        done.complete(earliness);
      }
    }
  }
}
