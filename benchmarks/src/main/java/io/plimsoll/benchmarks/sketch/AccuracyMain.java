package io.plimsoll.benchmarks.sketch;

import io.plimsoll.benchmarks.figures.FigureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How wrong each candidate can be and how many bytes it takes, over the worst cases: {@code FILE}.
 * Nothing is timed, so nothing depends on the machine.
 */
public final class AccuracyMain {
  private static final int VALUES = 1_000_000;
  private static final int TYPICAL = 2_500;
  private static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

  private AccuracyMain() {}

  /**
   * What was found of one candidate.
   *
   * @param worstError relative, the largest over all inputs and quantiles
   * @param worstInput where that was
   * @param mostBytes encoded, the most over all inputs of a million values
   * @param typicalBytes encoded, of 2,500 lognormal values
   */
  private record Found(
      String candidate, double worstError, String worstInput, int mostBytes, int typicalBytes) {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FILE");
    }
    List<Found> all = new ArrayList<>();
    for (Candidate candidate : Candidate.values()) {
      all.add(found(candidate));
    }
    System.out.print(table(all));
    FigureTable.write(all, Path.of(args[0]));
  }

  private static Found found(Candidate candidate) {
    double worst = 0;
    String input = "";
    int bytes = 0;
    for (WorstCase worstCase : WorstCase.values()) {
      long[] values = worstCase.values(VALUES);
      Candidate.Sketch sketch = filled(candidate, values);
      bytes = Math.max(bytes, sketch.encoded().length);
      Arrays.sort(values);
      for (double q : QUANTILES) {
        double error = error(sketch.quantile(q), values, q);
        if (error > worst) {
          worst = error;
          input = worstCase + " p" + 100 * q;
        }
      }
    }
    int typical = filled(candidate, WorstCase.LOGNORMAL.values(TYPICAL)).encoded().length;
    return new Found(candidate.title(), worst, input, bytes, typical);
  }

  private static Candidate.Sketch filled(Candidate candidate, long[] values) {
    Candidate.Sketch sketch = candidate.make();
    for (long value : values) {
      sketch.add(value);
    }
    return sketch;
  }

  /**
   * The smaller of the errors against the two ranks that definitions of a quantile choose between:
   * the rank is not what is compared here.
   */
  private static double error(double found, long[] sorted, double q) {
    int upper = (int) Math.min(sorted.length - 1.0, Math.ceil(q * sorted.length));
    return Math.min(
        relative(found, sorted[upper]), relative(found, sorted[Math.max(0, upper - 1)]));
  }

  private static double relative(double found, long exact) {
    return exact == 0 ? Math.abs(found) : Math.abs(found - exact) / exact;
  }

  private static String table(List<Found> all) {
    StringBuilder table =
        new StringBuilder("\n| sketch | worst error p50 … p99.9 | where | bytes, worst case |")
            .append(" bytes, 2,500 values |\n|---|---:|---|---:|---:|\n");
    for (Found each : all) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f %% | %s | %,d | %,d |%n",
              each.candidate(),
              100 * each.worstError(),
              each.worstInput(),
              each.mostBytes(),
              each.typicalBytes()));
    }
    return table.toString();
  }
}
