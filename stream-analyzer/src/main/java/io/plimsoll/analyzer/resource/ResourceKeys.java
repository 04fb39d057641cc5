package io.plimsoll.analyzer.resource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the store of resource windows: three strings with their lengths, width and start. A width
 * of 0 is of no window: there it says through when a run is settled.
 */
final class ResourceKeys {
  private ResourceKeys() {}

  static Bytes encode(ResourceKey key) {
    byte[] run = utf8(key.runId());
    byte[] source = utf8(key.source());
    byte[] metric = utf8(key.metric());
    int names = run.length + source.length + metric.length;
    ByteBuffer out = ByteBuffer.allocate(names + 3 * Integer.BYTES + 2 * Long.BYTES);
    out.putInt(run.length).put(run);
    out.putInt(source.length).put(source);
    out.putInt(metric.length).put(metric);
    out.putLong(key.widthMicros()).putLong(key.startMicros());
    return Bytes.wrap(out.array());
  }

  /** The key of how far a run is settled. */
  static Bytes ofSettled(String runId) {
    return encode(new ResourceKey(runId, "", "", 0, 0));
  }

  static boolean isOfSettled(Bytes encoded) {
    return decode(encoded).widthMicros() == 0;
  }

  static ResourceKey decode(Bytes encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded.get());
    String run = string(in);
    String source = string(in);
    String metric = string(in);
    return new ResourceKey(run, source, metric, in.getLong(), in.getLong());
  }

  private static String string(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
