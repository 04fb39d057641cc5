package io.plimsoll.report.query;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.Comparisons;
import io.plimsoll.report.compare.RunSide;
import io.plimsoll.report.query.ReportException.Code;
import io.plimsoll.report.scaling.Profile;
import io.plimsoll.report.scaling.ProfileRecords;
import io.plimsoll.report.view.Change;
import io.plimsoll.report.view.ChangeLog;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.report.view.Width;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers questions from the views. Thread-safe; every answer is of one moment per run. */
public final class RunQueries {
  private final Views views;
  private final String epoch = Long.toString(System.nanoTime() >>> 1, Character.MAX_RADIX);

  public RunQueries(Views views) {
    this.views = views;
  }

  /** All runs, newest first. */
  public List<RunOverview> runs() {
    return views.runs().stream().map(RunQueries::overview).toList();
  }

  private static RunOverview overview(RunView view) {
    return RunOverview.of(Run.of(view.record().orElseThrow()), totals(view));
  }

  /**
   * The run of this id, or the newest for {@code latest}: of the build under test, where there is
   * one.
   *
   * @throws ReportException UNKNOWN_RUN, with the nearest ids
   */
  public RunView view(String runId) {
    if (runId.equals("latest")) {
      List<RunView> all = views.runs();
      return all.stream()
          .filter(run -> !RunSide.isBaseline(run.record().orElseThrow()))
          .findFirst()
          .or(() -> all.stream().findFirst())
          .orElseThrow(() -> unknown(runId));
    }
    return views.run(runId).orElseThrow(() -> unknown(runId));
  }

  private ReportException unknown(String runId) {
    List<String> ids = views.runs().stream().map(RunView::id).toList();
    String hint =
        ids.isEmpty()
            ? "there are no runs yet; start one with: plimsoll run SCENARIO.yaml"
            : "nearest: " + String.join(", ", Names.nearest(runId, ids));
    return new ReportException(Code.UNKNOWN_RUN, "run %s is not known; %s".formatted(runId, hint));
  }

  /** When its load began. */
  public Instant startOf(String runId) {
    return Times.instant(view(runId).record().orElseThrow().getStartedAtMicros());
  }

  public RunDetail detail(String runId) {
    RunView view = view(runId);
    String version = liveVersion(view.changes());
    return new RunDetail(
        Run.of(view.record().orElseThrow()), totals(view), findings(view), changes(view), version);
  }

  private static List<FindingEntry> findings(RunView view) {
    return view.findings().stream().map(FindingEntry::of).toList();
  }

  private static List<SlaChange> changes(RunView view) {
    return view.slaEvents().stream().map(SlaChange::of).toList();
  }

  private static Optional<Totals> totals(RunView view) {
    return view.summary().map(Totals::of);
  }

  /**
   * @throws ReportException NOT_READY while nothing has been analysed
   */
  public Totals summary(String runId) {
    return totals(view(runId))
        .orElseThrow(
            () ->
                new ReportException(
                    Code.NOT_READY,
                    "run %s has no totals yet; try again once its first requests are analysed"
                        .formatted(runId)));
  }

  /**
   * A run that has ended beside other runs; when none is named what was found of the series that it
   * is a repeat of, or else beside its baseline.
   *
   * @return empty while the run goes on, and when it has no baseline
   * @throws ReportException UNKNOWN_RUN, NOT_READY
   */
  public Optional<Comparison> comparison(String runId, List<String> baselineRunIds) {
    RunView run = view(runId);
    if (run.summary().filter(RunSummary::getClosed).isEmpty()) {
      return Optional.empty();
    }
    Comparisons comparisons = new Comparisons(views);
    return baselineRunIds.isEmpty()
        ? comparisons.ofSeries(run).or(() -> comparisons.withBaseline(run))
        : Optional.of(comparisons.withRuns(run, baselineRunIds.stream().map(this::view).toList()));
  }

  /**
   * Repeats of a run beside repeats of another; as many on either side were taken in turns.
   *
   * @throws ReportException UNKNOWN_RUN
   */
  public Comparison repeated(List<String> runIds, List<String> baselineRunIds) {
    return new Comparisons(views)
        .inTurns(
            runIds.stream().map(this::view).toList(),
            baselineRunIds.stream().map(this::view).toList());
  }

  /** All baselines. */
  public List<BaselineEntry> baselines() {
    return views.baselines().all().stream().map(BaselineEntry::of).toList();
  }

  public KpiPage kpis(KpiQuery query) {
    return new KpiFinder(view(query.runId()), query).find();
  }

  public ResourcePage resources(ResourceQuery query) {
    return new ResourceFinder(view(query.runId()), query).find();
  }

  /** Every scaling profile, newest first. */
  public List<Profile> profiles() {
    return views.profiles().stream().map(ProfileRecords::read).toList();
  }

  private String liveVersion(ChangeLog<?> log) {
    return liveVersion(log.version());
  }

  /** A version as the live stream writes it; good for {@link #versionOf}, in this process only. */
  public String liveVersion(long version) {
    return epoch + "-" + version;
  }

  /** A version written here before; empty when it is of another process or none at all. */
  public OptionalLong versionOf(String text) {
    String start = epoch + "-";
    try {
      return text.startsWith(start)
          ? OptionalLong.of(Long.parseLong(text.substring(start.length())))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** What a change looks like now; empty when it is no longer kept. */
  public Optional<LiveEvent> now(RunView view, Change change) {
    if (change instanceof Change.Run) {
      return view.record().map(record -> new LiveEvent("run", Run.of(record)));
    }
    if (change instanceof Change.Summary) {
      return totals(view).map(totals -> new LiveEvent("summary", totals));
    }
    if (change instanceof Change.Finding finding) {
      return view.finding(finding.findingId())
          .map(found -> new LiveEvent("finding", FindingEntry.of(found)));
    }
    if (change instanceof Change.Sla sla) {
      return Optional.of(new LiveEvent("sla", SlaChange.of(sla.event())));
    }
    return window(view, change);
  }

  private static Optional<LiveEvent> window(RunView view, Change change) {
    long width = Width.SECOND.micros();
    if (change instanceof Change.Kpi kpi) {
      long start = kpi.startMicros();
      return view.kpis(kpi.operation(), Width.SECOND, start, start + 1).stream()
          .map(cell -> KpiSum.of(kpi.operation(), start, width, List.of(cell)))
          .map(row -> new LiveEvent("kpi", row))
          .findFirst();
    }
    Change.Resource resource = (Change.Resource) change;
    long start = resource.startMicros();
    return view.resources(resource.name(), Width.SECOND, start, start + 1).stream()
        .map(cell -> ResourceFinder.row(resource.name(), start, width, List.of(cell)))
        .map(row -> new LiveEvent("resource", row))
        .findFirst();
  }

  /** A change of a limit's state, with the run it belongs to. */
  public Optional<LiveEvent> now(SlaEvent event) {
    Optional<RunRecord> record = views.run(event.getRunId()).flatMap(RunView::record);
    return Optional.of(
        new LiveEvent(
            "sla",
            new SlaNotice(
                event.getRunId(),
                record.map(RunRecord::getScenario),
                record.map(RunRecord::getEnvironment),
                SlaChange.of(event))));
  }

  /** The runs that have changed, as they are now. */
  public Optional<LiveEvent> now(String runId) {
    return views.run(runId).map(view -> new LiveEvent("run", overview(view)));
  }

  public Views views() {
    return views;
  }

  /**
   * Something for the live stream.
   *
   * @param name kind of event: run, summary, kpi, resource, finding or sla
   * @param data the record
   */
  public record LiveEvent(String name, Object data) {}
}
