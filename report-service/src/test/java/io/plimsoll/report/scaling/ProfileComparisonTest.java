package io.plimsoll.report.scaling;

import static io.plimsoll.report.scaling.KnownProfiles.AT;
import static io.plimsoll.report.scaling.KnownProfiles.LIMIT;
import static io.plimsoll.report.scaling.KnownProfiles.level;
import static io.plimsoll.report.scaling.KnownProfiles.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.report.compare.BaselineEntry;
import io.plimsoll.report.document.ScalingHtml;
import io.plimsoll.report.document.ScalingMarkdown;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.sample.Schemas;
import io.plimsoll.report.text.ScalingText;
import io.plimsoll.stats.compare.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A profile beside that of the baseline. */
class ProfileComparisonTest {
  @Test
  void tellsHowItDiffersFromTheBaselinesProfile() {
    Profile before = pool(1, 2, 4, 8, 12, 16, 20, 24, 32);
    List<ProfileLevel> slower = new ArrayList<>();
    Random random = new Random(8);
    for (int n : new int[] {1, 2, 4, 8, 12, 16, 20, 24, 32}) {
      double rate = Math.min(n / 0.04, 250) * (1 + 0.01 * random.nextGaussian());
      slower.add(level(n, rate, n / rate * 1_000, n, true));
    }
    Profile now =
        new Profile(
            "p-2",
            "shop",
            "feature",
            "def",
            "lab",
            AT.plusSeconds(60),
            "users",
            slower,
            List.of(LIMIT));

    Scaling scaling =
        ScalingAnalysis.of(now, Profiles.baselineOf(now, List.of(now, before), List.of()));

    ProfileComparison comparison = scaling.baseline().orElseThrow();
    assertThat(comparison.profileId()).isEqualTo("p-1");
    ProfileChange change =
        comparison.changes().stream()
            .filter(each -> each.name().equals(LoadPoints.BREAK))
            .findFirst()
            .orElseThrow();
    assertThat(change.change().orElseThrow().value()).isCloseTo(10 / 16.0 - 1, within(0.05));
    assertThat(change.judgement()).isEqualTo(Judgement.WORSE);
    assertThat(comparison.sentence()).contains("break point").contains("worse");
    assertThat(Schemas.problems("Scaling", Json.write(scaling))).isEmpty();
    assertThat(ScalingText.profile(scaling)).contains("Beside p-1 of main");
    assertThat(ScalingMarkdown.write(scaling)).contains("| break point | ").contains("Beside p-1");
    assertThat(ScalingHtml.write(scaling)).contains("id=\"baseline\"");
  }

  @Test
  void sameLevelsOnAnotherDayAreTheSame() {
    Profile before = pool(1, 2, 4, 8, 12, 16, 20, 24, 32);
    Profile now =
        new Profile(
            "p-2",
            "shop",
            "main",
            "",
            "lab",
            AT.plusSeconds(60),
            "users",
            before.levels(),
            List.of(LIMIT));

    ProfileComparison comparison =
        ScalingAnalysis.of(now, Optional.of(before)).baseline().orElseThrow();

    assertThat(comparison.changes())
        .extracting(ProfileChange::judgement)
        .doesNotContain(Judgement.WORSE, Judgement.BETTER);
    assertThat(comparison.sentence()).contains("no point moved");
  }

  @Test
  void takesTheProfileOfTheBaselinesRunsElseTheNewestOfTheMainBranch() {
    Profile set = at("p-1", "main", 0, level(1, 20, 40, 1, true));
    Profile newer = at("p-2", "main", 60, level(2, 40, 40, 1, true));
    Profile other = at("p-3", "feature", 90, level(3, 40, 40, 1, true));
    Profile now = at("p-4", "feature", 120, level(4, 40, 40, 1, true));
    List<Profile> all = List.of(now, other, newer, set);
    BaselineEntry baseline =
        new BaselineEntry("shop", "main", "lab", List.of("run-1.0"), AT, "user", List.of());

    assertThat(Profiles.baselineOf(now, all, List.of())).hasValue(newer);
    assertThat(Profiles.baselineOf(now, all, List.of(baseline))).hasValue(set);
    assertThat(Profiles.baselineOf(set, all, List.of())).isEmpty();
  }

  private static Profile at(String id, String branch, int seconds, ProfileLevel level) {
    return new Profile(
        id, "shop", branch, "", "lab", AT.plusSeconds(seconds), "users", List.of(level), List.of());
  }
}
