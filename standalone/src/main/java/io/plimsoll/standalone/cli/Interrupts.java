package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.LoadRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do while runs go on: the first ends the run in order and begins no other;
 * the second waits for no request, and for Kafka no longer than two seconds; the third ends the
 * process as it is. Thread-safe.
 */
final class Interrupts implements AutoCloseable {
  private static final String REASON = "Ctrl-C, or a signal like it";

  private final Signals signals;
  private final CountDownLatch first = new CountDownLatch(1);
  private int count;
  private LoadRun current;

  private Interrupts() {
    this.signals = Signals.on(this::signalled, "INT", "TERM", "HUP");
  }

  static Interrupts listen() {
    return new Interrupts();
  }

  private synchronized void signalled() {
    count++;
    first.countDown();
    if (count > 2) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
    if (current != null) {
      stop(current);
    }
    System.err.println(
        count == 1
            ? "plimsoll: interrupted; ends in order. Once more to wait for no request"
            : "plimsoll: interrupted again; ends at once");
  }

  private void stop(LoadRun run) {
    if (count == 1) {
      run.stop(REASON);
    } else if (count > 1) {
      run.stopNow(REASON);
    }
  }

  /** From now on it is this run that is stopped; at once when the request has come already. */
  synchronized void aimAt(LoadRun run) {
    current = run;
    stop(run);
  }

  /** Whether to begin nothing more. */
  boolean requested() {
    return first.getCount() == 0;
  }

  /** Whether to wait for nothing more. */
  synchronized boolean hurried() {
    return count > 1;
  }

  /** Pauses, but not beyond the request to end; whether it was the whole pause. */
  boolean pause(Duration length) throws InterruptedException {
    return !first.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    signals.close();
  }
}
