package io.plimsoll.benchmarks.sketch;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
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

/** What the analyzer does with sketches: insert, merge windows, write and read deltas. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SketchBenchmark {
  private static final int INSERTS = 1 << 16;

  /** Values of a window: a rare operation, 400/s and 2,500/s. */
  @Param({"4", "400", "2500"})
  private int values;

  private final long[] latencies = new long[INSERTS];
  private final LatencySketch target = new LatencySketch();
  private final ByteWriter out = new ByteWriter(4096);
  private final double[] quantiles = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999};
  private final double[] found = new double[quantiles.length];
  private LatencySketch window;
  private byte[] encoded;
  private ByteReader in;

  /** Lognormal around 20 ms, as services answer; seeded. */
  @Setup
  public void draw() {
    Random random = new Random(42);
    for (int i = 0; i < INSERTS; i++) {
      latencies[i] = (long) Math.exp(9.9 + 0.6 * random.nextGaussian());
      target.add(latencies[i]);
    }
    window = new LatencySketch();
    for (int i = 0; i < values; i++) {
      window.add(latencies[i]);
    }
    encoded = window.encoded();
    in = new ByteReader(encoded);
  }

  /** Per value. */
  @Benchmark
  @OperationsPerInvocation(INSERTS)
  public LatencySketch insert() {
    LatencySketch sketch = target;
    for (long latency : latencies) {
      sketch.add(latency);
    }
    return sketch;
  }

  @Benchmark
  public LatencySketch merge() {
    target.merge(window);
    return target;
  }

  @Benchmark
  public LatencySketch mergeEncoded() {
    in.wrap(encoded);
    target.mergeEncoded(in);
    return target;
  }

  @Benchmark
  public int encode() {
    out.reset();
    window.encode(out);
    return out.length();
  }

  @Benchmark
  public double[] sevenQuantiles() {
    window.quantiles(quantiles, found);
    return found;
  }
}
