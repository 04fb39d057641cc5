package io.plimsoll.benchmarks.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import io.plimsoll.stats.sketch.LatencySketch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** The sketches that were considered for a window. */
public enum Candidate {
  OURS("LatencySketch", Ours::new),
  DDSKETCH_1("DDSketch 1 %", () -> new DataDog(0.01)),
  DDSKETCH_01("DDSketch 0.1 %", () -> new DataDog(0.001)),
  HDR_2("HdrHistogram 2 digits", () -> new Hdr(2)),
  HDR_3("HdrHistogram 3 digits", () -> new Hdr(3));

  private final String title;
  private final Supplier<Sketch> maker;

  Candidate(String title, Supplier<Sketch> maker) {
    this.title = title;
    this.maker = maker;
  }

  String title() {
    return title;
  }

  Sketch make() {
    return maker.get();
  }

  /** What a window asks of its sketch. For one thread. */
  interface Sketch {
    void add(long micros);

    /** The other one is of the same candidate. */
    void merge(Sketch other);

    double quantile(double q);

    byte[] encoded();
  }

  private record Ours(LatencySketch sketch) implements Sketch {
    Ours() {
      this(new LatencySketch());
    }

    @Override
    public void add(long micros) {
      sketch.add(micros);
    }

    @Override
    public void merge(Sketch other) {
      sketch.merge(((Ours) other).sketch);
    }

    @Override
    public double quantile(double q) {
      return sketch.quantile(q);
    }

    @Override
    public byte[] encoded() {
      return sketch.encoded();
    }
  }

  private record DataDog(DDSketch sketch) implements Sketch {
    DataDog(double accuracy) {
      this(DDSketches.unboundedDense(accuracy));
    }

    @Override
    public void add(long micros) {
      sketch.accept((double) micros);
    }

    @Override
    public void merge(Sketch other) {
      sketch.mergeWith(((DataDog) other).sketch);
    }

    @Override
    public double quantile(double q) {
      return sketch.getValueAtQuantile(q);
    }

    @Override
    public byte[] encoded() {
      try {
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        sketch.encode(out, false);
        return out.trimmedCopy();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Hdr(Histogram histogram) implements Sketch {
    Hdr(int digits) {
      this(new Histogram(LatencySketch.MAX_MICROS, digits));
    }

    @Override
    public void add(long micros) {
      histogram.recordValue(micros);
    }

    @Override
    public void merge(Sketch other) {
      histogram.add(((Hdr) other).histogram);
    }

    @Override
    public double quantile(double q) {
      return histogram.getValueAtPercentile(100 * q);
    }

    @Override
    public byte[] encoded() {
      ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      int length = histogram.encodeIntoByteBuffer(buffer);
      return Arrays.copyOf(buffer.array(), length);
    }
  }
}
