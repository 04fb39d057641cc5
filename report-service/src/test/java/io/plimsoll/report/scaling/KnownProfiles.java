package io.plimsoll.report.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Levels and profiles of systems whose truth is known. */
final class KnownProfiles {
  static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  static final ProfileLimit LIMIT =
      new ProfileLimit("browse", "response.p95", "<", 100, "ms", "100ms");

  private KnownProfiles() {}

  /** 8 connections held 20 ms each, and 20 ms beside: 16 users fill it, 400 a second at most. */
  static Profile pool(int... users) {
    Random random = new Random(9);
    List<ProfileLevel> levels = new ArrayList<>();
    for (int n : users) {
      double rate = Math.min(n / 0.04, 400) * (1 + 0.01 * random.nextGaussian());
      levels.add(level(n, rate, n / rate * 1_000, n, true));
    }
    return profile(levels);
  }

  static Profile profile(List<ProfileLevel> levels) {
    return new Profile("p-1", "shop", "main", "abc", "lab", AT, "users", levels, List.of(LIMIT));
  }

  static ProfileLevel level(
      double users, double rate, double millis, double sampled, boolean settled) {
    return new ProfileLevel(
        users / 8,
        "run-" + users,
        users,
        rate,
        rate * millis / 1_000,
        Optional.of(sampled),
        millis,
        millis,
        0,
        2_000,
        20_000,
        settled,
        Map.of(LIMIT.key(), millis),
        Map.of("host cpu_ratio", rate / 1_000));
  }
}
