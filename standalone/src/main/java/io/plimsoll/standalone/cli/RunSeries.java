package io.plimsoll.standalone.cli;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several runs one after the other, and one table of them all. For one use. */
final class RunSeries {
  private final Terminal terminal;
  private final RunSession session;
  private final Interrupts interrupts;
  private boolean alwaysStop;

  RunSeries(Terminal terminal, RunSession session, Interrupts interrupts) {
    this.terminal = terminal;
    this.session = session;
    this.interrupts = interrupts;
  }

  /** Whether each run that does not pass is the last, whatever the suite says. */
  RunSeries stopOnFailure(boolean always) {
    alwaysStop = always;
    return this;
  }

  /**
   * Drives all runs, or those up to Ctrl-C or to a failure that stops the series, and prints the
   * table.
   *
   * @param out where suite.json and a directory for each run go; null for the runs' usual places
   */
  SeriesResult drive(Suite suite, RunOptions options, Path out) throws InterruptedException {
    List<SeriesRun> runs = new ArrayList<>();
    boolean stopped = false;
    for (Suite.Entry entry : suite.entries()) {
      if (!stopped && !runs.isEmpty()) {
        cooldown(entry);
      }
      if (stopped || interrupts.requested()) {
        runs.add(SeriesRun.notRun(entry.scenario().name()));
        continue;
      }
      terminal.line("");
      terminal.line(
          "%d of %d: %s"
              .formatted(runs.size() + 1, suite.entries().size(), entry.scenario().name()));
      SeriesRun run = one(entry, options, directory(out, runs.size() + 1, entry));
      runs.add(run);
      stopped = run.exitCode() != ExitCode.PASSED && (alwaysStop || entry.stopOnFailure());
    }
    SeriesResult result = new SeriesResult(suite.name(), interrupts.requested(), runs);
    terminal.line("");
    SeriesTable.lines(result).forEach(terminal::line);
    if (out != null) {
      write(result, out);
    }
    return result;
  }

  private void cooldown(Suite.Entry next) throws InterruptedException {
    if (!next.cooldown().isZero() && !interrupts.requested()) {
      terminal.line("Cooldown of %s s".formatted((double) next.cooldown().toMillis() / 1000));
      if (!interrupts.pause(next.cooldown())) {
        terminal.line("Interrupted while cooling down");
      }
    }
  }

  /** A run that cannot begin is one of the results; the others may be able to. */
  private SeriesRun one(Suite.Entry entry, RunOptions options, Path out)
      throws InterruptedException {
    long began = System.nanoTime();
    try {
      RunSession.Ended ended = session.drive(entry.scenario(), options, out);
      return SeriesRun.of(entry.scenario().name(), ended, System.nanoTime() - began);
    } catch (LoadException e) {
      terminal.line("Could not run: " + e.getMessage());
      return SeriesRun.couldNotRun(entry.scenario().name(), e.getMessage());
    }
  }

  private static Path directory(Path out, int number, Suite.Entry entry) {
    String name = entry.scenario().name().replaceAll("[^\\p{L}\\p{N}.=_-]+", "-");
    return out == null ? null : out.resolve("%02d-%s".formatted(number, name));
  }

  private void write(SeriesResult result, Path out) {
    Path file = out.resolve("suite.json");
    try {
      Files.createDirectories(out);
      Files.writeString(file, result.json() + "\n", StandardCharsets.UTF_8);
      terminal.line("Results: " + file);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN,
          "the results cannot be written to %s (%s): name another directory with --out"
              .formatted(file, e),
          e);
    }
  }
}
