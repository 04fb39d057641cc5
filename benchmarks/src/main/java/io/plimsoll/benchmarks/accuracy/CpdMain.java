package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.stats.changepoint.ChangePoint;
import io.plimsoll.stats.changepoint.ChangePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Change points of a set in the form of the Turing change point data set: {@code FIGURES --data DIR
 * --out OUT}. Series are DIR/series/*.json or DIR/*.json; OUT/predictions.json holds the first
 * indices at a new level. With DIR/annotations.json they are scored, too.
 */
public final class CpdMain {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CpdMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyArguments arguments = AccuracyArguments.of(args);
    Map<String, double[]> series = series(arguments.data());
    Map<String, List<Integer>> found = new TreeMap<>();
    series.forEach(
        (name, values) ->
            found.put(name, ChangePoints.of(values).stream().map(ChangePoint::index).toList()));
    FigureTable.write(found, arguments.out().resolve("predictions.json"));
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("series", Integer.toString(series.size())));
    Path annotations = arguments.data().resolve("annotations.json");
    if (Files.exists(annotations)) {
      figures.addAll(scores(MAPPER.readTree(annotations.toFile()), series, found));
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, arguments.figures());
  }

  private static Map<String, double[]> series(Path data) throws IOException {
    Path inner = data.resolve("series");
    Map<String, double[]> series = new TreeMap<>();
    try (Stream<Path> files = Files.list(Files.isDirectory(inner) ? inner : data)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json") && !name.equals("annotations.json")) {
          series.put(name.substring(0, name.length() - 5), MarkedSeries.read(file));
        }
      }
    }
    return series;
  }

  private static List<Figure> scores(
      JsonNode annotations, Map<String, double[]> series, Map<String, List<Integer>> found) {
    double f1 = 0;
    double cover = 0;
    int judged = 0;
    int unmarked = 0;
    int alarms = 0;
    for (Map.Entry<String, double[]> one : series.entrySet()) {
      List<List<Integer>> marks = marks(annotations.path(one.getKey()));
      List<Integer> points = found.get(one.getKey());
      if (!marks.isEmpty()) {
        judged++;
        f1 += CpdScore.f1(marks, points);
        cover += CpdScore.cover(marks, points, one.getValue().length);
        boolean none = marks.stream().allMatch(List::isEmpty);
        unmarked += none ? 1 : 0;
        alarms += none ? points.size() : 0;
      }
    }
    return List.of(
        Figure.of("F1", text(f1 / judged)),
        Figure.of("cover", text(cover / judged)),
        Figure.of("alarms per unmarked series", text(alarms / (double) Math.max(1, unmarked))));
  }

  private static List<List<Integer>> marks(JsonNode annotators) {
    List<List<Integer>> all = new ArrayList<>();
    for (JsonNode annotator : annotators) {
      List<Integer> marks = new ArrayList<>();
      annotator.forEach(mark -> marks.add(mark.asInt()));
      all.add(marks);
    }
    return all;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
