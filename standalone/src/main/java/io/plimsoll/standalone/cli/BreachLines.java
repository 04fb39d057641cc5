package io.plimsoll.standalone.cli;

import io.plimsoll.report.alert.BreachText;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.query.SlaChange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on the terminal when a limit breaks and when it holds again, while the run goes on. What the
 * report service cannot tell is not told; the verdict comes at the end in any case.
 */
final class BreachLines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BreachLines.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final long CLOSE_SECONDS = 5;

  private final Reports reports;
  private final String runId;
  private final Consumer<String> terminal;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "breach-lines");
  private final Set<List<String>> firing = new HashSet<>();
  private int told;

  private BreachLines(Reports reports, String runId, Consumer<String> terminal) {
    this.reports = reports;
    this.runId = runId;
    this.terminal = terminal;
  }

  /** Begins to look, in a thread of its own. */
  static BreachLines show(Reports reports, String runId, Consumer<String> terminal) {
    BreachLines lines = new BreachLines(reports, runId, terminal);
    lines.thread.setDaemon(true);
    lines.thread.start();
    return lines;
  }

  private void follow() {
    try {
      do {
        tellWhatIsNew();
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellWhatIsNew() {
    List<SlaChange> changes;
    try {
      changes = reports.run(runId).slaChanges();
    } catch (ReportException notYet) {
      LOG.debug("no rule changes of {}: {}", runId, notYet.getMessage());
      return;
    }
    int from = Math.min(told, changes.size());
    changes.subList(from, changes.size()).stream()
        .filter(this::isNews)
        .flatMap(change -> BreachText.line(change).stream())
        .forEach(terminal);
    told = changes.size();
  }

  /** The end of a breach that never fired is none. */
  private boolean isNews(SlaChange change) {
    List<String> key = List.of(change.rule().ruleId(), change.operation());
    return switch (change.transition()) {
      case "FIRING" -> firing.add(key);
      case "RESOLVED" -> firing.remove(key);
      default -> false;
    };
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
