package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.faultlab.LabCase.Kind;
import io.plimsoll.benchmarks.faultlab.LabCase.Strength;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every fault of the lab target under load, and what was said of it: {@code ROOT FIGURES [--quick]
 * [--only PART] [--seed N]}. Prints the confusion matrix, how often the right cause was named
 * first, and how soon. A part is a fault, none, a strength, or abrupt, heavy or creeping. Every
 * fault comes in every strength with two seeds; with --quick mild and clear with one.
 */
public final class FaultLabMain {
  private static final int QUIET_SECONDS = 60;
  private static final int QUIET_AT_ONCE = 4;

  private final Path root;
  private final Path directory;
  private final Optional<String> only;
  private final List<Strength> strengths;
  private final Score score = new Score();
  private final AtomicInteger sessions = new AtomicInteger();

  private FaultLabMain(Path root, Path directory, Optional<String> only, boolean quick) {
    this.root = root;
    this.directory = directory;
    List<Strength> usual = quick ? List.of(Strength.MILD, Strength.CLEAR) : Strength.all();
    Optional<Strength> one =
        Strength.all().stream().filter(each -> only.equals(Optional.of(each.label()))).findFirst();
    this.only = one.isPresent() ? Optional.empty() : only;
    this.strengths = one.map(List::of).orElse(usual);
  }

  public static void main(String[] args) throws Exception {
    List<String> given = List.of(args);
    boolean quick = given.contains("--quick");
    Optional<String> only = after(given, "--only");
    if (only.isPresent() && !LabCase.isKnown(only.get())) {
      System.err.println("faultlab: there is no fault, kind or strength " + only.get());
      System.exit(2);
    }
    long first = after(given, "--seed").map(Long::parseLong).orElse(101L);
    FaultLabMain lab =
        new FaultLabMain(Path.of(args[0]), Files.createTempDirectory("faultlab"), only, quick);
    for (long seed = first; seed < first + (quick ? 1 : 2); seed++) {
      lab.all(seed, quick);
    }
    List<Figure> figures = lab.score.figures();
    System.out.print(lab.score.confusion());
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, Path.of(args[1]));
    System.exit(0);
  }

  private static Optional<String> after(List<String> given, String option) {
    int at = given.indexOf(option);
    return at < 0 || at + 1 >= given.size() ? Optional.empty() : Optional.of(given.get(at + 1));
  }

  private void all(long seed, boolean quick) throws Exception {
    List<Callable<Void>> abrupt = new ArrayList<>();
    List<Callable<Void>> creeping = new ArrayList<>();
    for (Strength each : strengths) {
      abrupt.add(() -> inTurns(Kind.ABRUPT, List.of(each), seed));
      creeping.add(() -> atOnce(each, seed));
    }
    List<Callable<Void>> quiet =
        new ArrayList<>(Collections.nCopies(QUIET_AT_ONCE, () -> quiet(seed)));
    if (quick) { // beside what creeps, there is room for runs without a fault
      creeping.add(quiet.remove(0));
      quiet.clear();
    }
    together(abrupt);
    inTurns(Kind.HEAVY, strengths, seed);
    together(creeping);
    together(quiet);
  }

  private List<LabCase> cases(Kind kind) {
    return LabCase.of(kind).stream()
        .filter(each -> only.isEmpty() || each.isMeantBy(only.get()))
        .toList();
  }

  /** One after the other, in an order the seed draws, on one target. */
  private Void inTurns(Kind kind, List<Strength> how, long seed) throws Exception {
    List<LabCase> cases = new ArrayList<>(cases(kind));
    if (cases.isEmpty()) {
      return null;
    }
    Collections.shuffle(cases, new Random(seed));
    try (LabSession session = session(seed)) {
      for (Strength strength : how) {
        for (LabCase each : cases) {
          session.recover();
          session.tried(List.of(each), strength, seed).forEach(score::add);
        }
      }
    }
    return null;
  }

  private Void atOnce(Strength strength, long seed) throws Exception {
    List<LabCase> cases = cases(Kind.CREEPING);
    if (!cases.isEmpty()) {
      try (LabSession session = session(seed)) {
        session.recover();
        session.tried(cases, strength, seed).forEach(score::add);
      }
    }
    return null;
  }

  private Void quiet(long seed) throws Exception {
    if (only.isEmpty() || LabCase.NONE.isMeantBy(only.get())) {
      try (LabSession session = session(seed)) {
        score.add(session.quiet(QUIET_SECONDS, seed));
      }
    }
    return null;
  }

  private LabSession session(long seed) throws Exception {
    int number = sessions.incrementAndGet();
    Path own = Files.createDirectories(directory.resolve("session-" + number));
    return new LabSession(root, own, 1_000 * seed + number);
  }

  private static void together(List<Callable<Void>> lanes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, lanes.size()));
    try {
      for (Future<Void> each : threads.invokeAll(lanes)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
