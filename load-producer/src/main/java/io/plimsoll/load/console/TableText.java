package io.plimsoll.load.console;

import io.plimsoll.load.emit.EmitCounters;
import io.plimsoll.load.run.LiveSnapshot;
import io.plimsoll.load.run.LiveSnapshot.OperationLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a run as the familiar table: one line per operation, response times in milliseconds. Pure
 * text without escape codes; no line is longer than the width.
 */
public final class TableText {
  private static final int LEAST_WIDTH = 80;
  private static final String LIMITED = "GENERATOR LIMITED";
  private static final String[] HEADS = {
    "# reqs", "# fails", "avg", "min", "max", "median", "p95", "p99", "req/s"
  };
  private static final int[] WIDTHS = {8, 7, 6, 6, 6, 6, 6, 6, 8};

  private final int width;
  private final int nameWidth;

  /**
   * @param width columns of the terminal; fewer than 80 count as 80
   */
  public TableText(int width) {
    this.width = Math.max(LEAST_WIDTH, width);
    int figures = 0;
    for (int each : WIDTHS) {
      figures += each + 1;
    }
    this.nameWidth = Math.min(60, this.width - figures);
  }

  /** The whole table. */
  public List<String> lines(LiveSnapshot run) {
    List<String> lines = new ArrayList<>();
    lines.add(cut(head(run)));
    lines.add(cut(recording(run)));
    lines.add("");
    lines.add(row("times in ms", HEADS));
    lines.add(rule());
    run.operations().forEach(each -> lines.add(row(each)));
    lines.add(rule());
    lines.add(row(run.total()));
    return lines;
  }

  /** The run in one line, for logs. */
  public String line(LiveSnapshot run) {
    OperationLine total = run.total();
    return "%s %s %s, %d requests, %d fails (%s), %s/s, median %s ms, p95 %s ms, p99 %s ms, %d recorded%s"
        .formatted(
            Figures.clock(run.elapsed()),
            run.phase(),
            users(run),
            total.requests(),
            total.fails(),
            Figures.share(total.fails(), total.requests()),
            Figures.rate(total.perSecond()),
            Figures.millis(total.medianMillis()),
            Figures.millis(total.p95Millis()),
            Figures.millis(total.p99Millis()),
            run.recording().emitted(),
            run.generatorLimited() ? ", " + LIMITED : "");
  }

  private static String head(LiveSnapshot run) {
    return "%s  %s  %s  %s elapsed, %s left"
        .formatted(
            run.scenario(),
            run.phase(),
            users(run),
            Figures.clock(run.elapsed()),
            Figures.clock(run.left()));
  }

  private static String users(LiveSnapshot run) {
    return run.open()
        ? "%d in flight, %d waiting".formatted(run.inFlight(), run.waiting())
        : "%d users".formatted(run.users());
  }

  private static String recording(LiveSnapshot run) {
    EmitCounters counters = run.recording();
    StringBuilder text = new StringBuilder();
    text.append("recorded ").append(counters.emitted());
    text.append(", on the way ").append(counters.inFlight());
    if (counters.spooled() > 0) {
      text.append(", on disk ").append(counters.spooled());
    }
    if (counters.unrecorded() > 0) {
      text.append(", LOST ").append(counters.unrecorded());
    }
    text.append("  run ").append(run.runId());
    return text.append(run.generatorLimited() ? "  " + LIMITED : "").toString();
  }

  private String row(OperationLine line) {
    return row(
        line.name(),
        String.valueOf(line.requests()),
        String.valueOf(line.fails()),
        Figures.millis(line.avgMillis()),
        Figures.millis(line.minMillis()),
        Figures.millis(line.maxMillis()),
        Figures.millis(line.medianMillis()),
        Figures.millis(line.p95Millis()),
        Figures.millis(line.p99Millis()),
        Figures.rate(line.perSecond()));
  }

  private String row(String name, String... figures) {
    StringBuilder row = new StringBuilder(Figures.left(name, nameWidth));
    for (int i = 0; i < figures.length; i++) {
      row.append(' ').append(Figures.right(figures[i], WIDTHS[i]));
    }
    return row.toString();
  }

  private String rule() {
    int figures = 0;
    for (int each : WIDTHS) {
      figures += each + 1;
    }
    return "-".repeat(nameWidth + figures);
  }

  private String cut(String line) {
    return line.length() <= width ? line : Figures.left(line, width);
  }
}
