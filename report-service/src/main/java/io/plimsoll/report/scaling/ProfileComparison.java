package io.plimsoll.report.scaling;

import io.plimsoll.stats.compare.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A profile beside the baseline's.
 *
 * @param profileId of the baseline's
 * @param createdAt when that was made
 * @param branch its branch; empty when none was named
 * @param commit its commit; empty when none was named
 * @param changes point by point, the most important first
 * @param sentence the same for people
 */
public record ProfileComparison(
    String profileId,
    Instant createdAt,
    String branch,
    String commit,
    List<ProfileChange> changes,
    String sentence) {
  public ProfileComparison {
    changes = List.copyOf(changes);
  }

  static ProfileComparison of(Scaling baseline, Scaling candidate) {
    List<ProfileChange> changes = new ArrayList<>();
    Map<String, Estimate> before = figures(baseline);
    Map<String, Estimate> now = figures(candidate);
    Map<String, Estimate> all = new LinkedHashMap<>(now);
    before.forEach(all::putIfAbsent);
    for (String name : all.keySet()) {
      boolean lower = name.startsWith("contention") || name.startsWith("coherency");
      changes.add(
          ProfileChange.of(
              name,
              Optional.ofNullable(before.get(name)),
              Optional.ofNullable(now.get(name)),
              !lower));
    }
    Profile of = baseline.profile();
    return new ProfileComparison(
        of.id(), of.createdAt(), of.branch(), of.commit(), changes, sentence(of, changes));
  }

  private static Map<String, Estimate> figures(Scaling scaling) {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    scaling.highest().ifPresent(highest -> figures.put("highest throughput", highest));
    scaling.allPoints().forEach(point -> figures.put(point.name(), point.load()));
    scaling
        .contention()
        .ifPresent(
            law -> {
              figures.put("contention σ", law.sigma());
              figures.put("coherency κ", law.kappa());
            });
    return figures;
  }

  private static String sentence(Profile baseline, List<ProfileChange> changes) {
    String counted =
        changes.stream()
            .filter(
                each -> each.judgement() == Judgement.WORSE || each.judgement() == Judgement.BETTER)
            .map(ProfileChange::words)
            .collect(Collectors.joining("; "));
    return "Beside %s%s: %s"
        .formatted(
            baseline.id(),
            baseline.branch().isEmpty() ? "" : " of " + baseline.branch(),
            counted.isEmpty() ? "no point moved by more than a tenth beyond doubt" : counted);
  }
}
