package io.plimsoll.report.compare;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunSummary;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each run with its baseline when it ends, and repeats of a series together when the last
 * of them has ended, and writes what it found to the topic. A run of the main branch that passed
 * becomes part of the baseline: the last {@value RunEnd#POOLED} good ones, unless a user has set or
 * imported another. What ended while no service was there is compared when one begins, unless it is
 * older than its baseline. Comparing again writes the same record.
 */
public final class RunEnds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);
  private static final long LOOK_MILLIS = 500;

  private final Views views;
  private final BaselineWriter writer;
  private final Clock clock;
  private final BooleanSupplier caughtUp;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "report-comparisons");

  private RunEnds(Views views, BaselineWriter writer, Clock clock, BooleanSupplier caughtUp) {
    this.views = views;
    this.writer = writer;
    this.clock = clock;
    this.caughtUp = caughtUp;
  }

  /** Starts watching in a thread of its own. */
  public static RunEnds watch(
      Views views, BaselineWriter writer, Clock clock, BooleanSupplier caughtUp) {
    RunEnds ends = new RunEnds(views, writer, clock, caughtUp);
    ends.thread.setDaemon(true);
    ends.thread.start();
    return ends;
  }

  private void watch() {
    try {
      boolean first = true;
      while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (caughtUp.getAsBoolean()) {
          look(first);
          first = false;
        }
      }
      if (!first) {
        look(false); // a process that ends with its run ends the comparison, too
        look(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Windows are on another topic than summaries and may come a little later: one look later. */
  private void look(boolean first) {
    for (RunView run : views.runs()) {
      boolean closed = run.summary().filter(RunSummary::getClosed).isPresent();
      if (closed && !done.contains(run.id()) && (first || !seen.add(run.id()))) {
        done.add(run.id());
        seen.remove(run.id());
        write(run, first);
      }
    }
  }

  private void write(RunView run, boolean endedBefore) {
    try {
      if (endedBefore) {
        RunEnd.missed(views, run, clock.instant()).ifPresent(writer::write);
        return;
      }
      RunEnd end = RunEnd.of(views, run, clock.instant());
      end.comparison().ifPresent(writer::write);
      end.promoted().ifPresent(writer::write);
    } catch (KafkaException | ReportException e) {
      LOG.warn("run {} was not compared: {}", run.id(), e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
