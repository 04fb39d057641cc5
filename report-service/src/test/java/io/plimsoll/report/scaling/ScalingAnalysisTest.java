package io.plimsoll.report.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.report.document.ScalingHtml;
import io.plimsoll.report.document.ScalingMarkdown;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.sample.Schemas;
import io.plimsoll.report.text.ScalingText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingAnalysisTest {
  private static final ProfileLimit LIMIT =
      new ProfileLimit("browse", "response.p95", "<", 100, "ms", "100ms");

  @Test
  void findsTheBreakPointOfAPoolWithinATenth() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    LoadPoint found = scaling.point(LoadPoints.BREAK).orElseThrow();
    assertThat(found.load().value()).isCloseTo(16, within(1.6));
    assertThat(found.load().low().orElseThrow()).isLessThan(16.5);
    assertThat(found.load().high().orElseThrow()).isGreaterThan(15.5);
    assertThat(found.measured()).isTrue();
    assertThat(scaling.contention().orElseThrow().sentence())
        .contains("such as a pool or a lock, is full from 16")
        .contains("holds throughput at 40");
    assertThat(scaling.throughput().stream().filter(FittedCurve::chosen).map(FittedCurve::name))
        .containsExactly("SATURATION");
  }

  @Test
  void findsTheLoadAtWhichALimitIsReached() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    // 40 ms below 16 users, then in proportion to them: 100 ms at 40 users
    LoadPoint limit = scaling.limits().get(0);
    assertThat(limit.name()).isEqualTo("browse response.p95 < 100ms");
    assertThat(limit.load().value()).isCloseTo(40, within(4.0));
    assertThat(limit.measured()).isFalse();
    assertThat(scaling.point(LoadPoints.OPTIMAL).orElseThrow().basis()).contains("break point");
  }

  @Test
  void saysHowManySystemsAMultipleOfTheLoadNeeds() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    // a factor of 1 is 8 users, one system takes 16
    assertThat(scaling.capacity()).extracting(Scaling.CapacityRow::load).startsWith(8.0, 12.0);
    assertThat(scaling.capacity().get(4).systems()).hasValue(3);
  }

  @Test
  void refusesABreakPointThatTheLevelsDoNotShow() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 3, 4, 5, 6));

    assertThat(scaling.point(LoadPoints.BREAK)).isEmpty();
    assertThat(String.join("\n", scaling.notes())).contains("throughput does not bend up to 6");
  }

  @Test
  void isNotMisledByACurveThatDoesNotBeginAtZero() {
    // an exact logistic curve is chosen, which gives 12 a second at no load
    List<ProfileLevel> levels = new ArrayList<>();
    for (int n : new int[] {2, 4, 6, 8, 10, 12, 16, 20, 24}) {
      double rate = 400 / (1 + Math.exp(-0.4 * (n - 8.7)));
      levels.add(level(n, rate, 40, rate * 0.04, true));
    }

    Scaling scaling = ScalingAnalysis.of(profile(levels));

    assertThat(scaling.throughput().stream().filter(FittedCurve::chosen).map(FittedCurve::name))
        .containsExactly("LOGISTIC");
    assertThat(scaling.point(LoadPoints.BREAK).orElseThrow().load().value())
        .isCloseTo(400 / (400 / (1 + Math.exp(0.4 * 6.7)) / 2), within(0.5));
  }

  @Test
  void refusesABreakPointOfACurveThatRisesOn() {
    Random random = new Random(5);
    List<ProfileLevel> levels = new ArrayList<>();
    for (int n : new int[] {1, 2, 4, 8, 16, 24, 32, 48}) {
      double rate = 40 * Math.pow(n, 0.6) * (1 + 0.002 * random.nextGaussian());
      levels.add(level(n, rate, 40, rate * 0.04, true));
    }

    assertThat(ScalingAnalysis.of(profile(levels)).point(LoadPoints.BREAK)).isEmpty();
  }

  @Test
  void saysWhatIsToBeDoubted() {
    List<ProfileLevel> levels = new ArrayList<>(pool(1, 2, 4, 8, 12, 16).levels());
    levels.add(level(24, 350, 68, 99.0, false));

    List<String> notes = ScalingAnalysis.of(profile(levels)).notes();

    assertThat(String.join("\n", notes))
        .contains("level 24.0 never settled")
        .contains("Little's law gives 23.8 requests in flight, the generator saw 99.0");
  }

  @Test
  void saysSoWhenThereIsNextToNothing() {
    Scaling scaling = ScalingAnalysis.of(pool(4));

    assertThat(scaling.points()).isEmpty();
    assertThat(String.join("\n", scaling.notes())).contains("fewer than two levels");
    assertThat(ScalingText.capacity(scaling)).contains("fewer than two levels");
  }

  @Test
  void comesBackFromTheTopicAsItWas() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    assertThat(ProfileRecords.read(ProfileRecords.write(scaling))).isEqualTo(scaling.profile());
  }

  @Test
  void isWrittenAsTheSchemaSaysAndForPeople() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    assertThat(Schemas.problems("Scaling", Json.write(scaling))).isEmpty();
    assertThat(ScalingText.profile(scaling)).contains("Break point: ").contains("SATURATION");
    assertThat(ScalingMarkdown.write(scaling)).contains("| break point | ");
    assertThat(ScalingHtml.write(scaling)).contains("break point").contains("id=\"throughput\"");
  }

  /** 8 connections held 20 ms each, and 20 ms beside: 16 users fill it, 400 a second at most. */
  private static Profile pool(int... users) {
    Random random = new Random(9);
    List<ProfileLevel> levels = new ArrayList<>();
    for (int n : users) {
      double rate = Math.min(n / 0.04, 400) * (1 + 0.01 * random.nextGaussian());
      levels.add(level(n, rate, n / rate * 1_000, n, true));
    }
    return profile(levels);
  }

  private static Profile profile(List<ProfileLevel> levels) {
    return new Profile(
        "p-1", "shop", Instant.parse("2026-11-21T10:00:00Z"), "users", levels, List.of(LIMIT));
  }

  private static ProfileLevel level(
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
