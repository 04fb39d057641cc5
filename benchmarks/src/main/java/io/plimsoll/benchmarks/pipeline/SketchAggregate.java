package io.plimsoll.benchmarks.pipeline;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RequestOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What a tutorial keeps per operation and second: counts and a DDSketch of 1 %. */
final class SketchAggregate {
  private static final double ACCURACY = 0.01;
  private static final int COUNTERS = 2 * Long.BYTES;

  private final DDSketch response;
  private long count;
  private long errors;

  private SketchAggregate(DDSketch response) {
    this.response = response;
  }

  static SketchAggregate empty() {
    return new SketchAggregate(DDSketches.unboundedDense(ACCURACY));
  }

  SketchAggregate add(RequestOutcome outcome) {
    count++;
    if (outcome.getOutcome() != OutcomeKind.SUCCESS) {
      errors++;
    }
    response.accept((double) (outcome.getEndMicros() - outcome.getIntendedStartMicros()));
    return this;
  }

  /** Count, errors and some quantiles, as text. */
  String kpis() {
    double[] quantiles = response.getValuesAtQuantiles(new double[] {0.5, 0.95, 0.99});
    return count + "," + errors + "," + quantiles[0] + "," + quantiles[1] + "," + quantiles[2];
  }

  static Serde<SketchAggregate> serde() {
    return Serdes.serdeFrom(
        (topic, aggregate) -> aggregate == null ? null : aggregate.toBytes(),
        (topic, bytes) -> bytes == null ? null : fromBytes(bytes));
  }

  private byte[] toBytes() {
    try {
      GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
      response.encode(output, false);
      return ByteBuffer.allocate(COUNTERS + output.numWrittenBytes())
          .putLong(count)
          .putLong(errors)
          .put(output.backingArray(), 0, output.numWrittenBytes())
          .array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SketchAggregate fromBytes(byte[] bytes) {
    try {
      SketchAggregate aggregate =
          new SketchAggregate(
              DDSketch.decode(
                  ByteArrayInput.wrap(bytes, COUNTERS, bytes.length - COUNTERS),
                  UnboundedSizeDenseStore::new));
      ByteBuffer counters = ByteBuffer.wrap(bytes);
      aggregate.count = counters.getLong();
      aggregate.errors = counters.getLong();
      return aggregate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
