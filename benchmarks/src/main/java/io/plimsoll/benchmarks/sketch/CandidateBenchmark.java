package io.plimsoll.benchmarks.sketch;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same work for each candidate: insert, merge a typical window, encode it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CandidateBenchmark {
  private static final int INSERTS = 1 << 14;
  private static final int WINDOW = 2_500;

  @Param private Candidate candidate;

  private final long[] latencies = new long[INSERTS];
  private Candidate.Sketch target;
  private Candidate.Sketch window;

  /** Lognormal around 20 ms, as services answer; seeded. */
  @Setup
  public void draw() {
    Random random = new Random(42);
    target = candidate.make();
    window = candidate.make();
    for (int i = 0; i < INSERTS; i++) {
      latencies[i] = (long) Math.exp(9.9 + 0.6 * random.nextGaussian());
      target.add(latencies[i]);
      if (i < WINDOW) {
        window.add(latencies[i]);
      }
    }
  }

  /** Per value. */
  @Benchmark
  @OperationsPerInvocation(INSERTS)
  public Object candidateInsert() {
    for (long latency : latencies) {
      target.add(latency);
    }
    return target;
  }

  @Benchmark
  public Object candidateMerge() {
    target.merge(window);
    return target;
  }

  @Benchmark
  public byte[] candidateEncode() {
    return window.encoded();
  }
}
