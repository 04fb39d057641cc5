package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.Finding;
import io.plimsoll.stats.anomaly.Calibration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One confidence for the findings of all detectors: the probability that it tells of a fault and
 * not of chance, by {@link Calibration} on the numbers that it carries itself. The curves were
 * learned from simulated runs, half of them with a fault, whose noise reaches from none to more
 * than a good test bed has; they are in {@code confidence.txt}, one line for each detector.
 */
final class Confidence {
  /** Learned curves, by the beginning of a finding's id. */
  static final String FILE = "confidence.txt";

  private static final double MOST_DEVIATIONS = 1e3;
  private static final double MOST_TIMES = 10;
  private static final double MOST_DIGITS = 12;
  private static final double LEAST_GROWTH = 0.01;
  private static final Map<String, Calibration> CURVES = curves();

  private Confidence() {}

  /** The probability that it is real, 0…1, once its evidence is set. */
  static double of(Finding finding) {
    return CURVES.get(detector(finding)).probability(numbers(finding));
  }

  /** Which curve counts for it. */
  static String detector(Finding finding) {
    return switch (finding.getKind()) {
      case ANOMALY -> finding.getFindingId().substring(0, finding.getFindingId().lastIndexOf('-'));
      case DRIFT -> "drift";
      case BOTTLENECK, GENERATOR, CARDINALITY -> "bottleneck";
    };
  }

  /** What speaks for it, in the order of the curve's weights. */
  static double[] numbers(Finding finding) {
    Map<String, Double> of = finding.getEvidence();
    return switch (finding.getKind()) {
      case ANOMALY ->
          new double[] {
            Math.log1p(Math.min(MOST_DEVIATIONS, Math.abs(of.get("deviations")))),
            Math.log(Math.min(MOST_TIMES, times(of))),
            Math.log1p(of.get("seconds") / of.get("episodes")),
            Math.log(of.get("episodes")),
            Math.log(of.get("operations"))
          };
      case DRIFT ->
          new double[] {
            Math.min(MOST_DIGITS, -Math.log10(Math.max(1e-300, of.get("pValue")))),
            Math.log(
                Math.max(LEAST_GROWTH, Math.min(MOST_TIMES, of.getOrDefault("growthLow", 1.0))))
          };
      case BOTTLENECK, GENERATOR, CARDINALITY ->
          new double[] {of.get("score"), of.get("association"), Math.log(of.get("rank"))};
    };
  }

  /** How many times as much as expected, or as little. */
  private static double times(Map<String, Double> evidence) {
    double observed = prefixed(evidence, "observed");
    double expected = prefixed(evidence, "expected");
    double small = Math.min(observed, expected);
    return small <= 0 ? MOST_TIMES : Math.max(1, Math.max(observed, expected) / small);
  }

  private static double prefixed(Map<String, Double> evidence, String prefix) {
    return evidence.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(0);
  }

  private static Map<String, Calibration> curves() {
    try (InputStream in = Confidence.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s+"))
          .collect(
              Collectors.toMap(
                  words -> words[0],
                  words ->
                      Calibration.of(
                          Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray()),
                  (one, other) -> other,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
