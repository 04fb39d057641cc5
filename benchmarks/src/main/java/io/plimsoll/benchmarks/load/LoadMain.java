package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.BrokerMain;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request costs the generator: nginx on core 0, the generator on core 1, 64 connections, no
 * pauses; CPU time of the generator's process by the operating system, requests by nginx's own
 * count, in the steady part of each run, in alternating rounds. {@code PEERS FIGURES [--quick]}.
 */
public final class LoadMain {
  private static final List<String> BROKER_JVM = List.of("-Xms512m", "-Xmx512m");

  private final Path directory;
  private final FetchedPeers peers;
  private final boolean quick;
  private final List<String> missing = new ArrayList<>();
  private final Rounds rounds = new Rounds();

  private LoadMain(Path directory, FetchedPeers peers, boolean quick) {
    this.directory = directory;
    this.peers = peers;
    this.quick = quick;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected: PEERS FIGURES [--quick]");
    }
    Path file = Path.of(args[1]).toAbsolutePath();
    boolean quick = List.of(args).contains("--quick");
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("load"))) {
      new LoadMain(work.path(), new FetchedPeers(Path.of(args[0])), quick).measure(file);
    }
    System.exit(0);
  }

  private void measure(Path file) throws IOException, InterruptedException {
    Path singles = directory.resolve("broker-singles");
    Path batches = directory.resolve("broker-batches");
    List<Figure> goals;
    try (NginxTarget target = NginxTarget.start(directory);
        ChildJvm forSingles = startBroker(singles);
        ChildJvm forBatches = startBroker(batches)) {
      run(target, generators(broker(forSingles), broker(forBatches)));
      goals =
          LoadGoals.of(
              rounds,
              diskBytesPerOutcome(singles, Plimsoll.RECORDING),
              diskBytesPerOutcome(batches, Plimsoll.BATCHED));
    }
    System.out.println(rounds.markdown());
    missing.forEach(each -> System.out.println("MISSING: " + each + "\n"));
    System.out.print(FigureTable.markdown(goals));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rounds", rounds.all());
    figures.put("missing", missing);
    figures.put("goals", goals);
    FigureTable.write(figures, file);
  }

  private static ChildJvm startBroker(Path data) throws IOException {
    return ChildJvm.startPinned(
        Pinned.TARGET_CORE, BROKER_JVM, List.of(BrokerMain.class.getName(), data.toString()));
  }

  private static Plimsoll.Broker broker(ChildJvm process) throws InterruptedException {
    String bootstrap = process.await("bootstrap", Duration.ofMinutes(1));
    return new Plimsoll.Broker(bootstrap, process.await("registry", Duration.ofMinutes(1)));
  }

  private List<Generator> generators(Plimsoll.Broker singles, Plimsoll.Broker batches) {
    List<Generator> generators = new ArrayList<>();
    generators.add(
        Programs.wrk().orElseThrow(() -> new IllegalStateException("wrk is missing: install it")));
    generators.add(Plimsoll.bare());
    generators.add(Plimsoll.recording(singles));
    generators.add(Plimsoll.batched(batches));
    add(generators, "Hyperfoil 0.25.2 (Maven Central)", peers.hyperfoil());
    add(generators, "Gatling 3.15.1 (Maven Central)", peers.gatling());
    add(generators, "k6 (not on the PATH)", Programs.k6());
    return generators;
  }

  private void add(List<Generator> generators, String name, Optional<Generator> generator) {
    generator.ifPresentOrElse(generators::add, () -> missing.add(name));
  }

  private void run(NginxTarget target, List<Generator> generators)
      throws IOException, InterruptedException {
    Duration steady = Duration.ofSeconds(quick ? 5 : 20);
    Duration warmUp = Duration.ofSeconds(quick ? 5 : 10);
    for (int i = 0; i < (quick ? 3 : 5); i++) {
      for (Generator generator : generators) {
        Path own = directory.resolve("round-" + i + "-" + generators.indexOf(generator));
        Round round = Round.run(generator, target, own, generator.warmUp(warmUp), steady);
        System.err.printf(
            "  round %d, %s: %.2f CPU s per 1 M, %.2f of it user%n",
            i + 1, round.generator(), round.cpuPerMillion(), round.userPerMillion());
        rounds.add(round);
      }
    }
  }

  /** Of the partitions' log files alone; their indexes are allocated ahead. */
  private double diskBytesPerOutcome(Path brokerData, String generator) throws IOException {
    double outcomes =
        rounds.of(generator).stream().mapToDouble(each -> each.figure("emitted")).sum();
    try (Stream<Path> files = Files.walk(brokerData)) {
      long bytes =
          files
              .filter(each -> each.getFileName().toString().endsWith(".log"))
              .filter(each -> each.getParent().toString().contains("request-outcomes"))
              .mapToLong(each -> each.toFile().length())
              .sum();
      return bytes / outcomes;
    }
  }
}
