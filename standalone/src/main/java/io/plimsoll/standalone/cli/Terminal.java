package io.plimsoll.standalone.cli;

import io.plimsoll.load.console.LiveTable;
import io.plimsoll.load.run.LoadRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is known of the terminal; the launcher tells, since Java cannot see it on every version.
 *
 * @param out where the table goes
 * @param interactive whether it understands escape codes
 * @param columns its width
 */
record Terminal(PrintStream out, boolean interactive, int columns) {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
  private static final int USUAL_COLUMNS = 100;

  /** Standard output, or standard error when standard output is for a machine. */
  static Terminal of(boolean machineReadsOutput) {
    PrintStream stream =
        new PrintStream(machineReadsOutput ? System.err : System.out, true, StandardCharsets.UTF_8);
    boolean interactive =
        Boolean.getBoolean(machineReadsOutput ? "plimsoll.terminal.err" : "plimsoll.terminal.out");
    return new Terminal(stream, interactive, Integer.getInteger("plimsoll.columns", USUAL_COLUMNS));
  }

  /** The live table of a run, until closed. */
  LiveTable show(LoadRun run) {
    return LiveTable.show(run::snapshot, out, interactive, columns, PLAIN_INTERVAL);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }
}
