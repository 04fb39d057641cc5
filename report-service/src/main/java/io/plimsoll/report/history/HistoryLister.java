package io.plimsoll.report.history;

import io.plimsoll.report.compare.BaselineKey;
import io.plimsoll.report.history.History.State;
import io.plimsoll.report.history.History.Trend;
import io.plimsoll.report.view.Views;
import java.util.Optional;
import java.util.TreeSet;

/** Puts every history together in short. */
public final class HistoryLister {
  private HistoryLister() {}

  /** By scenario, branch and environment. */
  public static HistoryOverview list(Views views) {
    TreeSet<BaselineKey> keys = new TreeSet<>();
    views.runs().stream()
        .filter(HistoryFinder::complete)
        .forEach(run -> keys.add(BaselineKey.of(run.record().orElseThrow())));
    return new HistoryOverview(keys.stream().map(key -> line(views, key)).toList());
  }

  private static HistoryOverview.Line line(Views views, BaselineKey key) {
    Optional<String> branch = Optional.of(key.branch()).filter(name -> !name.isEmpty());
    Optional<String> environment = Optional.of(key.environment()).filter(name -> !name.isEmpty());
    History history =
        HistoryFinder.find(
            views, new HistoryQuery(key.scenario(), branch, environment, Optional.empty()));
    return new HistoryOverview.Line(
        key.scenario(),
        branch,
        environment,
        history.runs().size(),
        history.trends().stream().filter(Trend::flaky).map(Trend::kpi).toList(),
        history.trends().stream()
            .flatMap(trend -> trend.changes().stream())
            .filter(change -> change.state() != State.ACKNOWLEDGED)
            .count());
  }
}
