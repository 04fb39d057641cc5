package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.analyzer.finding.KnownFindings.Known;
import io.plimsoll.stats.anomaly.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whether a confidence is what it says. {@code -Dconfidence.learn=true} learns the curves anew,
 * from other runs than those they are judged on, which the next build does. The table is in {@code
 * target/confidence.md}.
 */
class ConfidenceTest {
  private static final Path CURVES =
      Path.of("src/main/resources/io/plimsoll/analyzer/finding/" + Confidence.FILE);
  private static final int LEARNED_FROM = 2_400;
  private static final int JUDGED_ON = 400;
  private static final int FIRST_JUDGED = 1_000_000;
  private static final double[] ENDS = {0, 0.5, 0.8, 0.95, 1.01};
  private static final double NEAR = 0.12;
  private static final double MEAN = 0.05;

  private static List<Known> judged;
  private static final List<String> TABLE = new ArrayList<>();

  @BeforeAll
  static void simulate() throws IOException {
    if (Boolean.getBoolean("confidence.learn")) {
      Files.writeString(CURVES, learned());
    }
    judged = KnownFindings.of(FIRST_JUDGED, JUDGED_ON);
  }

  /** The figures of the documentation. */
  @AfterAll
  static void write() throws IOException {
    Files.write(Path.of("target/confidence.md"), TABLE);
  }

  @Test
  void ofFindingsOfAConfidenceAboutThatShareIsTrue() {
    double off = 0;
    for (int i = 1; i < ENDS.length; i++) {
      double from = ENDS[i - 1];
      double to = ENDS[i];
      List<Known> among =
          judged.stream()
              .filter(each -> confidence(each) >= from && confidence(each) < to)
              .toList();
      tell("%.2f to %.2f".formatted(from, to), among);
      assertThat(share(among)).as("%s to %s", from, to).isCloseTo(said(among), within(NEAR));
      off += Math.abs(share(among) - said(among)) * among.size() / judged.size();
    }
    assertThat(off).as("mean distance").isLessThan(MEAN);
  }

  @Test
  void meansTheSameForEveryDetector() {
    Map<String, List<Known>> detectors = byDetector(judged);

    assertThat(detectors).hasSize(7);
    detectors.forEach(
        (detector, among) -> {
          tell(detector, among);
          assertThat(share(among)).as(detector).isCloseTo(said(among), within(NEAR));
        });
  }

  private static void tell(String what, List<Known> among) {
    TABLE.add(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.3f | %.3f |",
            what,
            among.size(),
            said(among),
            share(among)));
  }

  private static double said(List<Known> among) {
    return among.stream().mapToDouble(ConfidenceTest::confidence).average().orElseThrow();
  }

  private static Map<String, List<Known>> byDetector(List<Known> known) {
    return known.stream()
        .collect(
            Collectors.groupingBy(
                each -> Confidence.detector(each.finding()), TreeMap::new, Collectors.toList()));
  }

  private static double confidence(Known known) {
    return known.finding().getConfidence();
  }

  private static double share(List<Known> known) {
    return known.stream().filter(Known::real).count() / (double) known.size();
  }

  private static String learned() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Weights of the curves of confidence, learned from simulated runs: the constant first.");
    byDetector(KnownFindings.of(0, LEARNED_FROM))
        .forEach(
            (detector, known) -> {
              double[][] numbers = new double[known.size()][];
              boolean[] real = new boolean[known.size()];
              for (int i = 0; i < known.size(); i++) {
                numbers[i] = Confidence.numbers(known.get(i).finding());
                real[i] = known.get(i).real();
              }
              lines.add(
                  detector
                      + Arrays.stream(Calibration.learned(numbers, real).weights())
                          .mapToObj(each -> String.format(Locale.ROOT, " %.4f", each))
                          .collect(Collectors.joining()));
            });
    return String.join("\n", lines) + "\n";
  }
}
