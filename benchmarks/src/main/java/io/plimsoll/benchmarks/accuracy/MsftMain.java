package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.anomaly.TailWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Runs {@link TailWatch} over Microsoft's cloud monitoring data: {@code FIGURES --data DIR --out
 * OUT}. One setting and one threshold for all files. Scores, 0.5 and more being an alarm, go to
 * OUT/FILE.
 */
public final class MsftMain {
  private static final double THRESHOLD = 0.5;

  private MsftMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    Path inner = arguments.data().resolve("data");
    EventScore score = new EventScore();
    for (LabelledSeries series :
        LabelledSeries.below(Files.isDirectory(inner) ? inner : arguments.data())) {
      double[] scores = scores(series);
      Predictions.write(arguments.out().resolve(series.name()), series, scores);
      score.add(series.labels(), scores, THRESHOLD);
    }
    List<Figure> figures =
        List.of(
            Figure.of("event F1", text(score.f1()), "≥ 0.72", score.f1() >= 0.72),
            Figure.of("precision", text(score.precision()), "≥ 0.75", score.precision() >= 0.75),
            Figure.of("recall", text(score.recall())),
            Figure.of("events", score.counts()));
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static double[] scores(LabelledSeries series) {
    TailWatch watch = TailWatch.every(Duration.ofSeconds(series.stepSeconds()));
    double[] scores = new double[series.size()];
    for (int i = 0; i < scores.length; i++) {
      double excess = watch.add(series.values().get(i));
      scores[i] = excess / (excess + TailWatch.ALARM);
    }
    return scores;
  }

  private static String text(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
