package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.Target;
import java.util.List;
import java.util.SplittableRandom;

/** Makes finished exchanges for tests of other packages. */
public final class Outcomes {
  private Outcomes() {}

  /** An exchange that was answered with 200; times in nanoseconds of the agent's clock. */
  public static Exchange success(int operation, long startNanos, long endNanos) {
    CookieJar cookies =
        new CookieJar(true, new Target(false, "localhost", 80, ""), AgentClock.system());
    Session session = new Session(new Feeds(List.of()), new SplittableRandom(1), cookies);
    Exchange exchange = new Exchange(done -> {}, session);
    exchange.intend(new AnyCall(), operation, 7, startNanos);
    exchange.begin(startNanos);
    exchange.sent(10);
    exchange.received(20, endNanos);
    exchange.answered(200, endNanos);
    return exchange;
  }

  private record AnyCall() implements Call {
    @Override
    public Expect expect() {
      return Expect.ANY_SUCCESS;
    }

    @Override
    public long timeoutNanos() {
      return 1;
    }
  }
}
