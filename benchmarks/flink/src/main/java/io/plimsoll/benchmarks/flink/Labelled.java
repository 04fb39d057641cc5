package io.plimsoll.benchmarks.flink;

import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Puts start (milliseconds) and series before the sums of a window: without them nobody can use it.
 */
final class Labelled extends ProcessWindowFunction<byte[], byte[], String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      String series, Context context, Iterable<byte[]> sums, Collector<byte[]> out) {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    byte[] one = sums.iterator().next();
    ByteWriter window = new ByteWriter(name.length + one.length + 16);
    window.putVarint(context.window().getStart());
    window.putVarint(name.length);
    window.putBytes(name, 0, name.length);
    window.putBytes(one, 0, one.length);
    out.collect(window.copy());
  }
}
