package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.text.Kpis;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll kpis RUN}. */
@Command(
    name = "kpis",
    mixinStandardHelpOptions = true,
    description = "Windowed KPIs of a run: percentiles are merged from sketches, never averaged.",
    footer = {
      "",
      "Example: plimsoll kpis 20261121-144501-k3f9 --operation browse --window 10s --format csv",
      "Times are UTC, for example 2026-11-21T14:45:00Z; durations are in milliseconds."
    })
final class KpisCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ReportsOption reports;

  @Parameters(paramLabel = "RUN", description = "Id of the run; see plimsoll runs.")
  private String runId;

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "One operation, or * for all together (default: each of them).")
  private String operation;

  @Option(
      names = "--window",
      paramLabel = "WIDTH",
      description =
          "Width of the windows, whole seconds from 1s up, or run for one row (default: ${DEFAULT-VALUE}).",
      defaultValue = "10s",
      converter = Arguments.Window.Reader.class)
  private Arguments.Window window;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Windows that end before are left out.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Windows that start after are left out.")
  private Instant to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "table")
  private Format format;

  /** How rows are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV;

    /** As users write it. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    Range range = new Range(window.width(), Optional.ofNullable(from), Optional.ofNullable(to));
    KpiQuery query = new KpiQuery(runId, Optional.ofNullable(operation), range);
    KpiPage page = reports.ask(source -> source.kpis(query));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TABLE -> Kpis.table(page);
          case CSV -> Kpis.csv(page);
          case JSON -> Json.writePretty(page);
        });
    out.flush();
    return ExitCode.PASSED.number();
  }
}
