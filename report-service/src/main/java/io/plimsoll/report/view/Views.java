package io.plimsoll.report.view;

import io.plimsoll.report.compare.BaselineView;
import io.plimsoll.report.history.AcknowledgementView;
import io.plimsoll.schemas.AcknowledgedChanges;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.ScalingProfile;
import io.plimsoll.schemas.SlaEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** What the topics say about every run. Thread-safe; taking a record never waits for a reader. */
public final class Views implements RecordSink {
  private static final int CHANGES_KEPT = 4_096;

  private final Retention retention;
  private final ConcurrentSkipListMap<String, RunView> runs = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, ScalingProfile> profiles =
      new ConcurrentSkipListMap<>();
  private final ChangeLog<String> changedRuns = new ChangeLog<>(CHANGES_KEPT);
  private final ChangeLog<SlaEvent> slaEvents = new ChangeLog<>(CHANGES_KEPT);
  private final BaselineView baselines = new BaselineView();
  private final AcknowledgementView acknowledgements = new AcknowledgementView();
  private final ConcurrentHashMap<String, RunComparison> series = new ConcurrentHashMap<>();
  private final Set<String> compared = ConcurrentHashMap.newKeySet();
  private final AtomicLong windowBytes = new AtomicLong();

  public Views(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void accept(SpecificRecord record) {
    if (record instanceof KpiWindow window) {
      putWindow(of(window.getRunId()), run -> run.put(window));
    } else if (record instanceof ResourceWindow window) {
      putWindow(of(window.getRunId()), run -> run.put(window));
    } else if (record instanceof RunRecord run) {
      of(run.getRunId()).put(run);
      changedRuns.add(run.getRunId());
    } else if (record instanceof RunSummary summary) {
      of(summary.getRunId()).put(summary);
      changedRuns.add(summary.getRunId());
    } else if (record instanceof AgentLedger ledger) {
      of(ledger.getRunId()).put(ledger);
    } else if (record instanceof Finding finding) {
      of(finding.getRunId()).put(finding);
    } else if (record instanceof Baseline baseline) {
      baselines.put(baseline);
    } else if (record instanceof AcknowledgedChanges changes) {
      acknowledgements.put(changes);
    } else if (record instanceof RunComparison comparison) {
      put(comparison);
    } else if (record instanceof SlaEvent event) {
      of(event.getRunId()).put(event);
      slaEvents.add(event);
    } else if (record instanceof ScalingProfile profile) {
      profiles.put(profile.getProfileId(), profile);
    } else {
      throw new IllegalArgumentException("no view takes a " + record.getSchema().getName());
    }
  }

  /** Runs alone are compared when somebody asks, with what is their baseline then. */
  private void put(RunComparison comparison) {
    compared.add(comparison.getRunId());
    for (String runId : comparison.getRunIds()) {
      series.put(runId, comparison);
      changedRuns.add(runId);
    }
  }

  private RunView of(String runId) {
    return runs.computeIfAbsent(runId, id -> new RunView(id, retention));
  }

  private void putWindow(RunView run, Consumer<RunView> put) {
    long before = run.bytes();
    put.accept(run);
    if (windowBytes.addAndGet(run.bytes() - before) > retention.windowBytes()) {
      shed();
    }
  }

  /** Too much is held: the finest windows of the oldest runs go first. Run ids ascend with time. */
  private void shed() {
    Map.Entry<String, RunView> newest = runs.lastEntry();
    for (Width width : Width.all()) {
      for (RunView run : runs.headMap(newest.getKey()).values()) {
        if (!overBudget()) {
          return;
        }
        free(run, () -> run.drop(width));
      }
    }
    for (Width width : Width.all()) {
      for (int halvings = 0; halvings < 8 && overBudget(); halvings++) {
        free(newest.getValue(), () -> newest.getValue().dropOlderHalf(width));
      }
    }
  }

  private boolean overBudget() {
    return windowBytes.get() > retention.windowBytes();
  }

  private void free(RunView run, Runnable drop) {
    long before = run.bytes();
    drop.run();
    windowBytes.addAndGet(run.bytes() - before);
  }

  /** Every run that has been announced, newest first. */
  public List<RunView> runs() {
    return runs.descendingMap().values().stream().filter(run -> run.record().isPresent()).toList();
  }

  public Optional<RunView> run(String runId) {
    return Optional.ofNullable(runs.get(runId)).filter(run -> run.record().isPresent());
  }

  /** Every scaling profile, newest first. */
  public List<ScalingProfile> profiles() {
    return List.copyOf(profiles.descendingMap().values());
  }

  /** Ids of runs whose record or totals have changed. */
  public ChangeLog<String> changedRuns() {
    return changedRuns;
  }

  /** Changes of limits' states in all runs. */
  public ChangeLog<SlaEvent> slaEvents() {
    return slaEvents;
  }

  /** What was written of the series of repeats that a run belongs to. */
  public Optional<RunComparison> seriesComparison(String runId) {
    return Optional.ofNullable(series.get(runId));
  }

  /**
   * Whether something was written of it that belongs to this run, alone or the last of a series.
   */
  public boolean isCompared(String runId) {
    return compared.contains(runId);
  }

  /** The baselines. */
  public BaselineView baselines() {
    return baselines;
  }

  /** What of histories somebody has looked at. */
  public AcknowledgementView acknowledgements() {
    return acknowledgements;
  }

  /** Memory that the windows take, about. */
  public long windowBytes() {
    return windowBytes.get();
  }
}
