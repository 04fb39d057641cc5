package io.plimsoll.benchmarks.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.sla.BurnPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs of the workbook against their closed form, through the analyzer's own topology. */
class BurnCasesTest {
  private static final double[] OBJECTIVES = {0.99, 0.995, 0.999, 0.9999};
  private static final double[] RATIOS = {
    1, 0.5, 0.1, 0.05, 0.02, 0.015, 0.01, 0.006, 0.003, 0.0011
  };

  static List<BurnPair> pairs() {
    return BurnPair.WORKBOOK;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void firesAndClearsWithinOneIntervalOfTheClosedForm(BurnPair pair, @TempDir Path directory) {
    List<BurnCases.Step> steps = new ArrayList<>();
    for (double objective : OBJECTIVES) {
      for (double ratio : RATIOS) {
        steps.add(new BurnCases.Step(objective, ratio));
      }
    }

    Map<BurnCases.Step, Optional<BurnCases.Alert>> found = BurnCases.run(directory, pair, steps);

    double interval = BurnCases.intervalSeconds(pair);
    for (BurnCases.Step step : steps) {
      double share = pair.factor() * (1 - step.objective()) / step.errorRatio();
      if (share > 1 - 1e-9) {
        assertThat(found.get(step)).as("%s", step).isEmpty();
        continue;
      }
      double fires = share * pair.longWindow().toSeconds();
      double clears = (1 - share) * pair.shortWindow().toSeconds();
      assertThat(found.get(step)).as("%s", step).isPresent();
      BurnCases.Alert alert = found.get(step).orElseThrow();
      assertThat(alert.firesAfterSeconds() - fires)
          .as("%s fires", step)
          .isBetween(-1e-6, interval + 1e-6);
      assertThat(alert.clearsAfterEndSeconds() - clears)
          .as("%s clears", step)
          .isBetween(-1e-6, interval + 1e-6);
    }
  }
}
