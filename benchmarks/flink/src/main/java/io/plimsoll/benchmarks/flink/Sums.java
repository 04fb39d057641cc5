package io.plimsoll.benchmarks.flink;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;

/** Counts and the two sketches of a window, as a value that Flink copies without reflection. */
public final class Sums implements CopyableValue<Sums> {
  private static final long serialVersionUID = 1L;

  private transient LatencySketch service = new LatencySketch();
  private transient LatencySketch response = new LatencySketch();
  private long count;
  private long errors;
  private long bytes;

  void add(OutcomeEvents.Event event) {
    count++;
    errors += event.f4 == 0 ? 0 : 1;
    bytes += event.f5 + event.f6;
    service.add(event.f1 - event.f3);
    response.add(event.f1 - event.f2);
  }

  void merge(Sums other) {
    count += other.count;
    errors += other.errors;
    bytes += other.bytes;
    service.merge(other.service);
    response.merge(other.response);
  }

  byte[] encoded() {
    ByteWriter out = new ByteWriter(1_024);
    out.putVarint(count);
    out.putVarint(errors);
    out.putVarint(bytes);
    service.encode(out);
    response.encode(out);
    return out.copy();
  }

  @Override
  public int getBinaryLength() {
    return -1;
  }

  @Override
  public void copyTo(Sums target) {
    target.count = count;
    target.errors = errors;
    target.bytes = bytes;
    target.service.clear();
    target.service.merge(service);
    target.response.clear();
    target.response.merge(response);
  }

  @Override
  public Sums copy() {
    Sums copy = new Sums();
    copyTo(copy);
    return copy;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    byte[] encoded = encoded();
    out.writeInt(encoded.length);
    out.write(encoded);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    byte[] encoded = new byte[in.readInt()];
    in.readFully(encoded);
    ByteReader reader = new ByteReader(encoded);
    count = reader.varint();
    errors = reader.varint();
    bytes = reader.varint();
    service.clear();
    service.mergeEncoded(reader);
    response.clear();
    response.mergeEncoded(reader);
  }
}
