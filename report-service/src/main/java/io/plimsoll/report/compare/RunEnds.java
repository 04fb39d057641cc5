package io.plimsoll.report.compare;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each run with its baseline when it ends, and writes what it found to the topic. A run of
 * the main branch that passed becomes part of the baseline: the last {@value #POOLED} good ones,
 * unless a user has set or imported another. Runs that had ended before this service began are left
 * alone. Comparing again writes the same record.
 */
public final class RunEnds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);
  private static final long LOOK_MILLIS = 500;
  private static final int POOLED = 5;

  private final Views views;
  private final Comparisons comparisons;
  private final BaselineWriter writer;
  private final Clock clock;
  private final BooleanSupplier caughtUp;
  private final Set<String> done = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "report-comparisons");

  private RunEnds(Views views, BaselineWriter writer, Clock clock, BooleanSupplier caughtUp) {
    this.views = views;
    this.comparisons = new Comparisons(views);
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
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(boolean first) {
    for (RunView run : views.runs()) {
      if (run.summary().filter(RunSummary::getClosed).isPresent() && done.add(run.id()) && !first) {
        ended(run);
      }
    }
  }

  private void ended(RunView run) {
    try {
      Optional<Comparison> comparison = comparisons.withBaseline(run);
      comparison.map(ComparisonRecords::of).ifPresent(writer::write);
      if (comparison.filter(Comparison::regression).isEmpty()) {
        promote(run);
      }
    } catch (KafkaException | ReportException e) {
      LOG.warn("run {} was not compared: {}", run.id(), e.getMessage());
    }
  }

  private void promote(RunView run) {
    BaselineKey key = BaselineKey.of(run.record().orElseThrow());
    Optional<Baseline> known = views.baselines().exactly(key);
    boolean free = known.map(each -> each.getSetBy().equals("promotion")).orElse(true);
    if (!BaselineView.isMain(key) || !free || !good(run)) {
      return;
    }
    List<String> runs = new ArrayList<>(known.map(Baseline::getRunIds).orElse(List.of()));
    runs.remove(run.id());
    runs.add(run.id());
    List<String> newest = runs.subList(Math.max(0, runs.size() - POOLED), runs.size());
    writer.write(Baselines.of(key, newest, "promotion", clock.instant()));
  }

  private static boolean good(RunView run) {
    boolean passed =
        run.summary().filter(summary -> summary.getVerdict() == Verdict.PASSED).isPresent();
    boolean limited = run.record().orElseThrow().getGeneratorLimited();
    boolean critical =
        run.findings().stream().anyMatch(finding -> finding.getSeverity().equals("critical"));
    return passed && !limited && !critical;
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
