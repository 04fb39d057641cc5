package io.plimsoll.benchmarks.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.process.PlimsollCli;
import io.plimsoll.lab.LabTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Profiles targets whose break point is known, with levels that plimsoll finds by itself: {@code
 * FIGURES [--quick]}.
 */
public final class ScalingMain {
  private static final double TOLERANCE = 0.1;
  private static final List<KnownSystem> SYSTEMS =
      List.of(
          new KnownSystem("pool of 8, held 40 of 80 ms", 8, 40, 40),
          new KnownSystem("lock held 10 of 60 ms", 1, 10, 50));

  private ScalingMain() {}

  public static void main(String[] args) throws Exception {
    boolean quick = List.of(args).contains("--quick");
    List<Figure> figures = new ArrayList<>();
    for (KnownSystem system : SYSTEMS) {
      figures.addAll(profiled(system, quick ? "8s" : "20s"));
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, Path.of(args[0]));
  }

  private static List<Figure> profiled(KnownSystem system, String steady)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("plimsoll-scaling");
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        name: known
        target: http://127.0.0.1:1
        load: { users: { steady: { users: 8, for: %s } } }
        steps: [ { get: "/api/v1/files?limit=1", as: list } ]
        """
            .formatted(steady));
    try (LabTarget target = LabTarget.start(system.config())) {
      return figures(system, profile(directory, scenario, target));
    }
  }

  private static JsonNode profile(Path directory, Path scenario, LabTarget target)
      throws IOException, InterruptedException {
    return PlimsollCli.json(
        directory,
        Set.of(0),
        List.of(
            "profile",
            scenario.toString(),
            "--levels",
            "auto",
            "--target",
            target.uri().toString()));
  }

  private static List<Figure> figures(KnownSystem system, JsonNode profile) {
    JsonNode load =
        StreamSupport.stream(profile.get("points").spliterator(), false)
            .filter(point -> point.get("name").asText().equals("break point"))
            .findFirst()
            .map(point -> point.get("load"))
            .orElseThrow(() -> new IllegalStateException("no break point: " + profile));
    double found = load.get("value").asDouble();
    double off = found / system.breakPoint() - 1;
    double highest =
        StreamSupport.stream(profile.at("/profile/levels").spliterator(), false)
            .mapToDouble(level -> level.get("throughputPerSecond").asDouble())
            .max()
            .orElse(0);
    return List.of(
        Figure.of(
            system.name() + ": break point, users (interval; predicted)",
            String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f; %.2f), off by %+.1f %%",
                found,
                load.get("low").asDouble(Double.NaN),
                load.get("high").asDouble(Double.NaN),
                system.breakPoint(),
                100 * off),
            "within 10 %",
            Math.abs(off) <= TOLERANCE),
        Figure.of(
            system.name() + ": highest throughput, /s (predicted)",
            String.format(Locale.ROOT, "%.1f (%.1f)", highest, system.highestThroughput())),
        Figure.of(
            system.name() + ": levels run", String.valueOf(profile.at("/profile/levels").size())));
  }
}
