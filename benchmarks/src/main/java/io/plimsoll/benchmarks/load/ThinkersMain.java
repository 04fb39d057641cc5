package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What many users cost who think most of the time: 1,000 of them, a second between requests, each
 * with a connection of its own. {@code FIGURES [--quick]}; ends with 1 when the goal is missed.
 */
public final class ThinkersMain {
  private static final int USERS = 1_000;
  private static final double MOST_OF_A_CORE = 15;

  private ThinkersMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).toAbsolutePath();
    boolean quick = List.of(args).contains("--quick");
    Round round;
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("thinkers"));
        NginxTarget target = NginxTarget.start(work.path())) {
      Duration warmUp = Duration.ofSeconds(quick ? 10 : 20);
      Duration steady = Duration.ofSeconds(quick ? 10 : 60);
      round = Round.run(new Thinkers(), target, work.path().resolve("run"), warmUp, steady);
    }
    double share = round.cpu().seconds() / round.steadySeconds() * 100;
    List<Figure> figures =
        List.of(
            Figure.of("requests per second", decimal(round.requestsPerSecond())),
            Figure.of(
                "CPU of the generator, requests included, % of a core",
                decimal(share),
                "≤ " + MOST_OF_A_CORE + " without the requests' own",
                share <= MOST_OF_A_CORE),
            Figure.of("the same per request, µs", decimal(round.cpuPerMillion())),
            Figure.of("fails", decimal(round.figure("fails"))));
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures), file);
    System.exit(figures.stream().allMatch(each -> each.met().orElse(true)) ? 0 : 1);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private record Thinkers() implements Generator {
    @Override
    public String name() {
      return "thinkers";
    }

    @Override
    public boolean endsByItself() {
      return true;
    }

    @Override
    public List<String> command(NginxTarget target, Path directory, Duration length)
        throws IOException {
      Path scenario = directory.resolve("scenario.yaml");
      Files.writeString(
          scenario,
          """
          name: thinkers
          target: %s
          load: { users: { steady: { users: %d, for: %ds } } }
          thinkTime: 500ms..1500ms
          maxConnections: %d
          steps: [ { get: / } ]
          """
              .formatted(target.url(), USERS, length.toSeconds(), USERS));
      List<String> command = new ArrayList<>();
      command.add(FetchedPeers.java());
      command.addAll(ChildJvm.AS_LAUNCHED);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(SubjectMain.class.getName(), scenario.toString()));
      return command;
    }
  }
}
