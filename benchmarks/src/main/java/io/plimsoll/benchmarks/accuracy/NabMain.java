package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.anomaly.Alarm;
import io.plimsoll.stats.anomaly.Novelty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs {@link Novelty} over the Numenta Anomaly Benchmark: {@code FIGURES --data DIR --out OUT}.
 * One setting and one threshold for all files. Scores go to OUT/plimsoll/CATEGORY/plimsoll_FILE;
 * when DIR has labels, the scores of both profiles are printed.
 */
public final class NabMain {
  private static final double THRESHOLD = 0.1;
  private static final int SILENCE = 80;
  private static final double SECONDS_OF_A_DAY = 86_400;

  private NabMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    Path labels = arguments.data().resolve("labels/combined_windows.json");
    Map<String, List<List<String>>> windows = Files.exists(labels) ? windows(labels) : Map.of();
    NabScore standard = new NabScore(0.11);
    NabScore fewFalse = new NabScore(0.22);
    for (LabelledSeries series : LabelledSeries.below(arguments.data().resolve("data"))) {
      double[] scores = scores(series);
      write(arguments.out(), series, scores);
      if (windows.containsKey(series.name())) {
        List<int[]> spans = spans(series, windows.get(series.name()));
        standard.add(scores, spans, THRESHOLD);
        fewFalse.add(scores, spans, THRESHOLD);
      }
    }
    List<Figure> figures = figures(standard, fewFalse);
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  /** The score where it rings, and else the score or at most just less than the threshold. */
  private static double[] scores(LabelledSeries series) {
    int day = (int) Math.round(SECONDS_OF_A_DAY / series.stepSeconds());
    int warmUp = Math.max(1, NabScore.probation(series.size()));
    Novelty novelty = new Novelty(new Novelty.Settings(warmUp, day < 2 || day > 1_440 ? 0 : day));
    Alarm alarm = Alarm.of(THRESHOLD, SILENCE);
    double[] scores = new double[series.size()];
    for (int i = 0; i < scores.length; i++) {
      double score = novelty.add(series.values().get(i));
      alarm = alarm.next(score);
      scores[i] = alarm.rings() ? score : Math.min(score, 0.99 * THRESHOLD);
    }
    return scores;
  }

  private static void write(Path out, LabelledSeries series, double[] scores) throws IOException {
    Path name = Path.of(series.name());
    Path category = name.getParent() == null ? Path.of("") : name.getParent();
    Predictions.write(
        out.resolve("plimsoll").resolve(category).resolve("plimsoll_" + name.getFileName()),
        series,
        scores);
  }

  private static List<Figure> figures(NabScore standard, NabScore fewFalse) {
    List<Figure> figures = new ArrayList<>();
    if (standard.windows() > 0) {
      figures.add(
          Figure.of(
              "NAB, standard profile",
              String.format(Locale.ROOT, "%.1f", standard.normalised()),
              "≥ 74",
              standard.normalised() >= 74));
      figures.add(
          Figure.of(
              "NAB, reward low FP",
              String.format(Locale.ROOT, "%.1f", fewFalse.normalised()),
              "≥ 66",
              fewFalse.normalised() >= 66));
      figures.add(Figure.of("windows hit", standard.hits() + " of " + standard.windows()));
      figures.add(Figure.of("false alarms", Integer.toString(standard.falseAlarms())));
    }
    return figures;
  }

  private static Map<String, List<List<String>>> windows(Path labels) throws IOException {
    return new ObjectMapper().readValue(labels.toFile(), new TypeReference<>() {});
  }

  private static List<int[]> spans(LabelledSeries series, List<List<String>> windows) {
    return windows.stream()
        .map(
            window ->
                new int[] {
                  series.times().indexOf(LabelledSeries.seconds(window.get(0))),
                  series.times().indexOf(LabelledSeries.seconds(window.get(1)))
                })
        .toList();
  }
}
