package io.plimsoll.load.console;

import io.plimsoll.load.run.LiveSnapshot;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows a run while it goes on. On a terminal the table is drawn in place once a second; elsewhere
 * one plain line is printed at each interval, and one at once when the generator comes to its
 * limit: it may be all that a log is read for. {@link #close} prints the last table either way, and
 * gives the cursor back. Thread-safe.
 */
public final class LiveTable implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[2K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Supplier<LiveSnapshot> run;
  private final PrintStream out;
  private final boolean terminal;
  private final TableText text;
  private final ScheduledExecutorService timer;
  private int drawn;
  private boolean closed;
  private boolean saidLimited;

  private LiveTable(Supplier<LiveSnapshot> run, PrintStream out, boolean terminal, TableText text) {
    this.run = run;
    this.out = out;
    this.terminal = terminal;
    this.text = text;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "plimsoll-table");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to show the run.
   *
   * @param terminal whether escape codes are understood
   * @param width columns of the terminal
   * @param plainInterval between lines where there is no terminal
   */
  public static LiveTable show(
      Supplier<LiveSnapshot> run,
      PrintStream out,
      boolean terminal,
      int width,
      Duration plainInterval) {
    LiveTable table = new LiveTable(run, out, terminal, new TableText(width));
    Duration interval = terminal ? REDRAW : plainInterval;
    table.each(interval, table::update);
    if (!terminal) {
      table.each(REDRAW, table::watch);
    }
    return table;
  }

  private void each(Duration interval, Runnable task) {
    long nanos = interval.toNanos();
    ScheduledFuture<?> unused = timer.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Draws once. */
  synchronized void update() {
    if (closed) {
      return;
    }
    if (terminal) {
      draw(text.lines(run.get()));
    } else {
      LiveSnapshot seen = run.get();
      saidLimited = seen.generatorLimited();
      out.println(text.line(seen));
      out.flush();
    }
  }

  /** Prints a line ahead of its time when the generator has come to its limit since the last. */
  synchronized void watch() {
    if (!saidLimited && run.get().generatorLimited()) {
      update();
    }
  }

  /** Says something above the table, where it stays. */
  public synchronized void say(String line) {
    if (closed || !terminal) {
      out.println(line);
      out.flush();
      return;
    }
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\r" + CLEAR_BELOW);
    }
    out.println(line);
    drawn = 0;
    draw(text.lines(run.get()));
  }

  private void draw(List<String> lines) {
    StringBuilder screen = new StringBuilder(HIDE_CURSOR);
    if (drawn > 0) {
      screen.append("\u001b[").append(drawn).append('A');
    }
    lines.forEach(line -> screen.append('\r').append(CLEAR_LINE).append(line).append('\n'));
    screen.append(CLEAR_BELOW);
    out.print(screen);
    out.flush();
    drawn = lines.size();
  }

  /** Draws the last table and stops. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    timer.shutdownNow();
    List<String> lines = text.lines(run.get());
    if (terminal) {
      draw(lines);
      out.print(SHOW_CURSOR);
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }
}
