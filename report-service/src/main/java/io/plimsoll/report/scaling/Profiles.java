package io.plimsoll.report.scaling;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.Reports;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds one profile among all. */
public final class Profiles {
  private Profiles() {}

  /**
   * The profile of this id, the newest of the scenario of this name, or the newest of all for
   * {@code latest}.
   *
   * @param profiles newest first
   * @throws ReportException BAD_QUERY when there is none, naming those there are
   */
  public static Profile find(List<Profile> profiles, String wanted) {
    return profiles.stream()
        .filter(
            each ->
                wanted.equals("latest")
                    || each.id().equals(wanted)
                    || each.scenario().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(profiles, wanted));
  }

  /**
   * The profile that a profile is held against: the newest earlier one with runs of the baseline of
   * its scenario, branch and environment; else the newest earlier one of the main branch, of its
   * own branch, or of no branch, in this order. Only profiles of the same scenario, environment and
   * kind of load are looked at.
   *
   * @param all newest first
   */
  public static Optional<Profile> baselineOf(
      Profile profile, List<Profile> all, List<BaselineEntry> baselines) {
    List<Profile> earlier =
        all.stream()
            .filter(each -> each.createdAt().isBefore(profile.createdAt()))
            .filter(each -> each.scenario().equals(profile.scenario()))
            .filter(each -> each.environment().equals(profile.environment()))
            .filter(each -> each.loadUnit().equals(profile.loadUnit()))
            .toList();
    Set<String> runs = baselineRuns(profile, baselines);
    Optional<Profile> set =
        earlier.stream()
            .filter(each -> each.levels().stream().anyMatch(l -> runs.contains(l.runId())))
            .findFirst();
    return set.or(
        () ->
            Stream.of("main", "master", profile.branch(), "")
                .flatMap(branch -> earlier.stream().filter(each -> each.branch().equals(branch)))
                .findFirst());
  }

  private static Set<String> baselineRuns(Profile profile, List<BaselineEntry> baselines) {
    return Stream.of(profile.branch(), "main", "master", "")
        .flatMap(
            branch ->
                baselines.stream()
                    .filter(each -> each.scenario().equals(profile.scenario()))
                    .filter(each -> each.environment().equals(profile.environment()))
                    .filter(each -> each.branch().equals(branch)))
        .findFirst()
        .map(each -> Set.copyOf(each.runIds()))
        .orElse(Set.of());
  }

  /** A profile with all that is said of it, beside the one named or else the baseline's. */
  public static Scaling analysed(Reports reports, Profile profile, Optional<String> baseline) {
    List<Profile> all = reports.profiles();
    Optional<Profile> other =
        baseline
            .map(wanted -> find(all, wanted))
            .or(() -> baselineOf(profile, all, reports.baselines()));
    return ScalingAnalysis.of(profile, other);
  }

  private static ReportException unknown(List<Profile> profiles, String wanted) {
    String known =
        profiles.isEmpty()
            ? "there are none yet; make one with: plimsoll profile SCENARIO.yaml"
            : "there are "
                + String.join(
                    ", ",
                    profiles.stream()
                        .limit(5)
                        .map(each -> each.id() + " of " + each.scenario())
                        .toList());
    return new ReportException(
        ReportException.Code.UNKNOWN_RUN, "scaling profile " + wanted + " is not known; " + known);
  }
}
