package io.plimsoll.report.scaling;

import static io.plimsoll.report.scaling.KnownProfiles.AT;
import static io.plimsoll.report.scaling.KnownProfiles.level;
import static io.plimsoll.report.scaling.KnownProfiles.pool;
import static io.plimsoll.report.scaling.KnownProfiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.report.document.ScalingHtml;
import io.plimsoll.report.document.ScalingMarkdown;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.sample.Schemas;
import io.plimsoll.report.text.ScalingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingAnalysisTest {
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
    assertThat(scaling.capacity().get(4).systems().orElseThrow().value()).isEqualTo(3);
    assertThat(scaling.capacity().get(2).sentence())
        .startsWith("For 2 times today's load you need 1 system");
    assertThat(scaling.capacity().get(4).exceeded()).contains(LoadPoints.BREAK);
  }

  @Test
  void findsTheKneeOfTheCurvesWhereThePoolIsFull() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    LoadPoint knee = scaling.point(Knees.POWER).orElseThrow();
    assertThat(knee.load().value()).isCloseTo(16, within(2.0));
    assertThat(knee.load().low().orElseThrow()).isLessThanOrEqualTo(knee.load().value());
    assertThat(knee.load().high().orElseThrow()).isGreaterThanOrEqualTo(knee.load().value());
  }

  @Test
  void tellsEfficiencyAndHighestThroughputWithIntervals() {
    Scaling scaling = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));

    assertThat(scaling.efficiency().get(1).value()).isCloseTo(1, within(0.05));
    Estimate last = scaling.efficiency().get(8);
    assertThat(last.value()).isCloseTo(0.5, within(0.03));
    assertThat(last.low().orElseThrow()).isLessThan(0.5);
    assertThat(last.high().orElseThrow()).isGreaterThan(0.49);
    assertThat(scaling.highest().orElseThrow().value()).isCloseTo(400, within(8.0));
  }

  @Test
  void takesUseOfAResourceByTheCurveThatSuitsIt() {
    Scaling held = ScalingAnalysis.of(pool(1, 2, 4, 8, 12, 16, 20, 24, 32));
    List<ProfileLevel> open = new ArrayList<>();
    Random random = new Random(1);
    for (int n : new int[] {2, 4, 6, 8, 10, 12, 14, 16}) {
      double rate = n / 0.04 * (1 + 0.01 * random.nextGaussian());
      open.add(level(n, rate, 40, n, true));
    }

    Scaling grows = ScalingAnalysis.of(profile(open));

    // the pool holds throughput at 400/s, and with it the processor at 40 %
    assertThat(held.resources()).isEmpty();
    assertThat(chosen(held)).isEqualTo("SATURATION");
    assertThat(chosen(grows)).isEqualTo("LINE");
    LoadPoint full = grows.resources().get(0);
    assertThat(full.name()).isEqualTo("host cpu_ratio at 100 %");
    assertThat(full.load().value()).isCloseTo(40, within(2.0));
    assertThat(full.load().low().orElseThrow()).isBetween(36.0, 40.5);
    assertThat(full.measured()).isFalse();
  }

  private static String chosen(Scaling scaling) {
    return scaling.uses().get(0).curves().stream()
        .filter(FittedCurve::chosen)
        .map(FittedCurve::name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsTheLoadsOfLimitsOnResourcesAndOnThroughput() {
    ProfileLimit cpu = new ProfileLimit("host", "cpu_ratio.avg", "<", 0.3, "", "< 30%");
    ProfileLimit rate = new ProfileLimit("*", "throughput", ">", 100, "1/s", "> 100/s");
    List<ProfileLevel> levels = new ArrayList<>();
    for (ProfileLevel level : pool(1, 2, 4, 8, 12, 16, 20, 24, 32).levels()) {
      Map<String, Double> values =
          Map.of(
              cpu.key(),
              level.throughputPerSecond() / 1_000,
              rate.key(),
              level.throughputPerSecond());
      levels.add(
          new ProfileLevel(
              level.factor(),
              level.runId(),
              level.offered(),
              level.throughputPerSecond(),
              level.concurrency(),
              level.measuredConcurrency(),
              level.meanResponse(),
              level.p95Response(),
              0,
              2_000,
              20_000,
              true,
              values,
              Map.of()));
    }

    Scaling scaling =
        ScalingAnalysis.of(
            new Profile("p-1", "shop", "", "", "", AT, "users", levels, List.of(cpu, rate)));

    assertThat(scaling.limits())
        .extracting(LoadPoint::name)
        .containsExactly("host cpu_ratio.avg < 30%", "* throughput > 100/s");
    assertThat(scaling.limits().get(0).load().value()).isCloseTo(12, within(0.6));
    assertThat(scaling.limits().get(1).load().value()).isCloseTo(4, within(0.3));
    assertThat(scaling.point(LoadPoints.OPTIMAL).orElseThrow().basis()).contains("cpu_ratio");
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
}
