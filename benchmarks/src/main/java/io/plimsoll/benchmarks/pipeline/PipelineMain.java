package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.data.DataSet;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The analyzer beside what else can be done with the same topic, each subject in a JVM of its own
 * with one stream thread, the broker in another. Of 10 operations the first half of the records is
 * everybody's warm-up; runs of 10,000 operations are short and cold, and once more long and warm.
 * {@code FIGURES [--quick] [--only PART]...}.
 */
public final class PipelineMain {
  /** What can be measured by itself. */
  private enum Part {
    FEW,
    MANY,
    /** Of many operations: minutes close, too. */
    LONG,
    SPREAD,
    RESTART,
    LIVE
  }

  private final boolean quick;
  private final Set<Part> parts;
  private final List<Figure> goals = new ArrayList<>();
  private Map<Subject, Measured> few = Map.of();
  private Map<Subject, Measured> many = Map.of();
  private Map<Subject, Measured> manyLong = Map.of();
  private Map<Subject, Measured> manySpread = Map.of();
  private Optional<Measured> asManyRecords = Optional.empty();

  private PipelineMain(boolean quick, Set<Part> parts) {
    this.quick = quick;
    this.parts = parts;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FIGURES [--quick] [--only PART]...");
    }
    List<String> all = List.of(args);
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (int i = 1; i < args.length; i++) {
      if (args[i].equals("--only")) {
        parts.add(Part.valueOf(args[++i].toUpperCase(Locale.ROOT)));
      }
    }
    Path file = Path.of(args[0]).toAbsolutePath();
    new PipelineMain(all.contains("--quick"), parts.isEmpty() ? EnumSet.allOf(Part.class) : parts)
        .measure(file);
    System.exit(0);
  }

  private void measure(Path file) throws IOException, InterruptedException {
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("pipeline"))) {
      try (Lab lab = Lab.open(work.path())) {
        if (parts.contains(Part.FEW) || parts.contains(Part.RESTART)) {
          fewOperations(lab);
        }
        if (parts.contains(Part.MANY)) {
          manyOperations(lab);
        }
        if (parts.contains(Part.LONG)) {
          manyLong = ofMany(lab, longRun("long"), true);
        }
        if (parts.contains(Part.SPREAD)) {
          manySpread = ofMany(lab, longRun("spread").spread(), true);
        }
      }
      if (parts.contains(Part.LIVE)) {
        liveness(work.path().resolve("serve"));
      }
    }
    goals();
    System.out.print(table("10 operations", few));
    System.out.print(table("10,000 operations", many));
    System.out.print(table("10,000 operations, warm and with minutes", manyLong));
    System.out.print(table("the same, operations spread over all partitions", manySpread));
    System.out.print(FigureTable.markdown(goals));
    FigureTable.write(
        Map.of(
            "quick",
            quick,
            "parts",
            parts,
            "few",
            few.values(),
            "many",
            many.values(),
            "manyLong",
            manyLong.values(),
            "manySpread",
            manySpread.values(),
            "goals",
            goals),
        file);
  }

  private void fewOperations(Lab lab) throws IOException, InterruptedException {
    DataSet data = new DataSet("few.", "bench-few", 10, quick ? 4_000_000 : 24_000_000, 100_000);
    System.err.println("writing " + data);
    long records = data.write(lab.cluster(data));
    if (parts.contains(Part.FEW)) {
      // The last of the DSL's records would wait for a commit: its rate is steady long before.
      long dsl = quick ? 600_000 : 2_000_000;
      Rounds rounds = new Rounds(lab, data, records, true);
      few =
          rounds.measure(
              present(List.of(Subject.values())),
              rounds(),
              Map.of(
                  Subject.DSL,
                  dsl,
                  Subject.PLIMSOLL,
                  data.outcomes(),
                  Subject.FLINK,
                  data.outcomes()));
      compared(rounds);
    }
    if (parts.contains(Part.RESTART)) {
      restart(RestartTime.measure(lab, data, records));
    }
  }

  private void restart(RestartTime restart) {
    goals.add(
        Figure.of(
            "kill −9: restart to first record, s",
            number("%.1f", restart.toFirstRecord()),
            "≤ 12",
            restart.toFirstRecord() <= 12));
    goals.add(
        Figure.of(
            "kill −9: restart to the closed summary that accounts for every outcome, s",
            number("%.1f", restart.toSummary())));
  }

  private void manyOperations(Lab lab) throws IOException, InterruptedException {
    long outcomes = quick ? 500_000 : 3_000_000;
    asManyRecords = asManyRecords(lab, new DataSet("as.", "bench-as-many", 10, outcomes, 100_000));
    many = ofMany(lab, new DataSet("many.", "bench-many", 10_000, outcomes, 100_000), false);
  }

  private DataSet longRun(String name) {
    long outcomes = quick ? 2_000_000 : 30_000_000;
    return new DataSet(name + ".", "bench-" + name, 10_000, outcomes, 100_000);
  }

  private Map<Subject, Measured> ofMany(Lab lab, DataSet data, boolean warm)
      throws IOException, InterruptedException {
    System.err.println("writing " + data);
    long records = data.write(lab.cluster(data));
    try {
      Rounds rounds = new Rounds(lab, data, records, warm);
      Map<Subject, Measured> measured =
          rounds.measure(
              present(List.of(Subject.PLIMSOLL, Subject.FLINK)),
              rounds(),
              Map.of(Subject.PLIMSOLL, data.outcomes(), Subject.FLINK, data.outcomes()));
      compared(rounds);
      return measured;
    } catch (IllegalStateException e) { // it may run out of its memory: that is a result, too
      System.err.println(e.getMessage());
      goals.add(Figure.of("plimsoll at 10,000 operations", "ended early", "runs", false));
      return Map.of();
    }
  }

  /** What 10,000 operations are held against: as short a run, of which as much is compiled. */
  private Optional<Measured> asManyRecords(Lab lab, DataSet data)
      throws IOException, InterruptedException {
    System.err.println("writing " + data);
    long records = data.write(lab.cluster(data));
    Map<Subject, Long> outcomes = Map.of(Subject.PLIMSOLL, data.outcomes());
    Map<Subject, Measured> measured =
        new Rounds(lab, data, records, false)
            .measure(List.of(Subject.PLIMSOLL), rounds(), outcomes);
    return Optional.of(measured.get(Subject.PLIMSOLL));
  }

  private void compared(Rounds rounds) {
    if (rounds.comparedWindows() > 0) {
      goals.add(
          Figure.of(
              "windows of Flink with the same outcomes and errors as plimsoll's",
              number("%,.0f", (double) rounds.comparedWindows()),
              "all",
              true));
    }
  }

  /** Without Flink where it has not been built. */
  private static List<Subject> present(List<Subject> subjects) {
    return subjects.stream()
        .filter(subject -> subject != Subject.FLINK || FlinkJob.classpath().isPresent())
        .toList();
  }

  private int rounds() {
    return quick ? 1 : 3;
  }

  private void liveness(Path directory) throws IOException, InterruptedException {
    Liveness live = Liveness.measure(directory, quick ? 10 : 30);
    goals.add(
        Figure.of(
            "event end to window on the live stream at 20,000/s, p99 (p50, max), ms",
            "%s (%s, %s)"
                .formatted(
                    number("%,.0f", live.p99Millis()),
                    number("%,.0f", live.p50Millis()),
                    number("%,.0f", live.maxMillis())),
            "≤ 1,500",
            live.p99Millis() <= 1_500));
  }

  private void goals() {
    Measured ours = few.get(Subject.PLIMSOLL);
    if (ours != null) {
      ratio("÷ empty Streams processor", ours, few.get(Subject.EMPTY), 0.8);
      ratio("÷ the DSL with DDSketch", ours, few.get(Subject.DSL), 12);
      perCpuSecond("", ours, few.get(Subject.FLINK), 1.25);
      flush("10", ours, 60);
    }
    Measured ofMany = many.get(Subject.PLIMSOLL);
    if (ofMany != null) {
      asManyRecords.ifPresent(
          at10 -> ratio("at 10,000 operations ÷ at 10, as many records", ofMany, at10, 0.4));
      besideFlink("10,000", many);
    }
    if (manyLong.containsKey(Subject.PLIMSOLL)) {
      besideFlink("10,000, warm and with minutes,", manyLong);
    }
    if (manySpread.containsKey(Subject.PLIMSOLL)) {
      besideFlink("10,000, the same but spread,", manySpread);
    }
  }

  private void besideFlink(String operations, Map<Subject, Measured> measured) {
    Measured ours = measured.get(Subject.PLIMSOLL);
    if (measured.containsKey(Subject.FLINK)) {
      String where = " at " + operations + " operations";
      perCpuSecond(where, ours, measured.get(Subject.FLINK), 2);
      ratio("÷ Flink" + where, ours, measured.get(Subject.FLINK), 2);
    }
    flush(operations, ours, 300);
  }

  private void ratio(String name, Measured one, Measured other, double goal) {
    double ratio = one.recordsPerSecond() / other.recordsPerSecond();
    goals.add(Figure.of("plimsoll " + name, number("%.2f", ratio), "≥ " + goal, ratio >= goal));
  }

  private void perCpuSecond(String where, Measured ours, Measured flink, double goal) {
    if (flink != null) {
      double ratio = ours.recordsPerCpuSecond() / flink.recordsPerCpuSecond();
      String name = "plimsoll ÷ Flink" + where + ", records per CPU second";
      goals.add(Figure.of(name, number("%.2f", ratio), "≥ " + goal, ratio >= goal));
    }
  }

  /** What comes in the first half of the records is told beside: it is also the compiler's. */
  private void flush(String operations, Measured measured, double limit) {
    double millis = measured.further().get("longestFlush");
    goals.add(
        Figure.of(
            "longest flush, %s operations (while cold; longest commit), ms".formatted(operations),
            "%s (%s; %s)"
                .formatted(
                    number("%.0f", millis),
                    number("%.0f", measured.further().get("longestColdFlush")),
                    number("%.0f", measured.further().get("longestCommit"))),
            "≤ %.0f".formatted(limit),
            millis <= limit));
  }

  private static String table(String title, Map<Subject, Measured> measured) {
    if (measured.isEmpty()) {
      return "";
    }
    Measured empty = measured.get(Subject.EMPTY);
    StringBuilder table =
        new StringBuilder("\n| " + title + " | records/s | ÷ empty Streams | CPU µs per record |")
            .append(" records/s to the closed summary |\n|---|---:|---:|---:|---:|\n");
    for (Measured each : measured.values()) {
      Double toSummary = each.further().get("rateToSummary");
      table.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  each.title(),
                  number("%,.0f", each.recordsPerSecond()),
                  empty == null
                      ? ""
                      : number("%.2f", each.recordsPerSecond() / empty.recordsPerSecond()),
                  number("%.2f", each.cpuMicrosPerRecord()),
                  toSummary == null ? "" : number("%,.0f", toSummary)));
    }
    return table.append('\n').toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
