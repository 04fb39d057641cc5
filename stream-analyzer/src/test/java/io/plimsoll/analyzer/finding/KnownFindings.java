package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.SimulatedRun.Fault;
import io.plimsoll.analyzer.finding.SimulatedRun.Roughness;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Findings whose truth is known, from simulated runs: half of them have a fault of any kind, from
 * hardly noticeable to severe, and the noise of all reaches from none to more than a good test bed
 * has. A finding is true when it tells of the time of the fault; a bottleneck also has to name the
 * resource that the fault held back.
 */
final class KnownFindings {
  private static final int LENGTH = 220;
  private static final int SOAK = 420;
  private static final List<String> RESOURCES =
      List.of(
          "host/cpu_ratio",
          "host/disk_busy_ratio",
          "prometheus:api/hikaricp_connections_pending{pool=\"main\"}",
          "prometheus:api/database_query_seconds",
          "prometheus:api/lock_wait_seconds");
  private static final List<String> CAUSES = List.of("cpu", "disk", "pool", "database", "lock");

  /** Neighbouring seeds begin alike. */
  private static final long SCATTERED = 0x9E3779B97F4A7C15L;

  /** One record of a finding. */
  record Known(Finding finding, boolean real) {}

  private final Random random;
  private final List<Known> known = new ArrayList<>();

  private KnownFindings(long seed) {
    random = new Random(seed * SCATTERED);
  }

  /** Of so many runs, one in six of them a long one that may drift. */
  static List<Known> of(int firstSeed, int runs) {
    List<Known> all = new ArrayList<>();
    for (int seed = firstSeed; seed < firstSeed + runs; seed++) {
      KnownFindings run = new KnownFindings(seed);
      if (seed % 6 == 0) {
        run.soak(seed);
      } else {
        run.run(seed);
      }
      all.addAll(run.known);
    }
    return all;
  }

  private Roughness rough(double most) {
    double much = random.nextDouble() * most;
    return new Roughness(
        0.02 + 0.2 * much * random.nextDouble(),
        0.97 * random.nextDouble(),
        0.03 * much * random.nextDouble(),
        0.35 * much * random.nextDouble());
  }

  private void run(long seed) {
    double load = 40 + random.nextInt(100);
    SimulatedRun run = new SimulatedRun(seed * SCATTERED).phase(LENGTH, load, load).rough(rough(1));
    int from = 80 + random.nextInt(60);
    int until = from + (int) between(3, 60);
    boolean faulty = random.nextBoolean();
    Fault fault = fault();
    int blamed = random.nextInt(2 * RESOURCES.size()); // half of them are of nothing measured
    int[] begins = new int[RESOURCES.size()];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = 20 + random.nextInt(2 * LENGTH);
    }
    for (int at = 0; at < LENGTH; at++) {
      boolean now = faulty && at >= from && at < until;
      for (int i = 0; i < RESOURCES.size(); i++) {
        boolean high = (now && i == blamed) || (at >= begins[i] && at < begins[i] + 25);
        run.metric(RESOURCES.get(i), reading(i, high));
      }
      run.second(now ? fault : new Fault());
    }
    run.finish();
    for (Finding each : run.findings()) {
      boolean then = faulty && overlaps(each, from, until);
      boolean cause = blamed < CAUSES.size() && each.getFindingId().endsWith(CAUSES.get(blamed));
      boolean ofResource = each.getKind() != FindingKind.ANOMALY;
      known.add(new Known(each, then && (cause || !ofResource)));
    }
  }

  private double reading(int resource, boolean high) {
    boolean use = resource < 2;
    double usual = use ? 0.5 : 0.01;
    double much = use ? 0.97 : usual * between(2, 30);
    return (high ? much : usual) * (1 + 0.1 * random.nextGaussian());
  }

  private Fault fault() {
    Fault fault = new Fault();
    switch (random.nextInt(6)) {
      case 0, 1 -> fault.slower = between(1.15, 4);
      case 2 -> fault.errors = between(0.004, 0.3);
      case 3 -> fault.fewer = 1 - between(0.15, 0.9);
      case 4 -> fault.silent = true;
      default -> fault.unrest = between(0.1, 0.8);
    }
    return fault;
  }

  /** Latencies that wander by themselves, or that also grow. */
  private void soak(long seed) {
    SimulatedRun run = new SimulatedRun(seed * SCATTERED).phase(SOAK, 60, 60);
    boolean faulty = random.nextBoolean();
    double growth = between(0.05, 1);
    double memory = 1 - between(0.003, 0.3);
    run.rough(new Roughness(between(0.01, 0.15), memory, 0, 0));
    for (int at = 0; at < SOAK; at++) {
      Fault fault = new Fault();
      fault.slower = faulty ? 1 + growth * at / SOAK : 1;
      run.second(fault);
    }
    run.finish();
    for (Finding each : run.findings()) {
      if (each.getKind() == FindingKind.DRIFT) {
        known.add(new Known(each, faulty));
      }
    }
  }

  /** Evenly on a logarithmic scale. */
  private double between(double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  private static boolean overlaps(Finding finding, int from, int until) {
    double since = (finding.getFromMicros() - SimulatedRun.START) / (double) SimulatedRun.SECOND;
    double seconds = finding.getEvidence().getOrDefault("seconds", 0.0);
    return since <= until + 2 && since + seconds >= from - 2;
  }
}
