package io.plimsoll.benchmarks.flink;

import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple4;

/** A closed window: its series, its width and start in milliseconds, and its sums. */
public final class WindowSums extends Tuple4<String, Long, Long, Sums> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<WindowSums> TYPE = TypeInformation.of(new TypeHint<>() {});
  static final TypeInformation<Sums> STATE = TypeInformation.of(Sums.class);

  static WindowSums of(String series, long widthMillis, long startMillis, Sums sums) {
    WindowSums window = new WindowSums();
    window.f0 = series;
    window.f1 = widthMillis;
    window.f2 = startMillis;
    window.f3 = sums;
    return window;
  }

  /** Width, start and series before the sums: without them nobody can use it. */
  byte[] encoded() {
    byte[] name = f0.getBytes(StandardCharsets.UTF_8);
    byte[] sums = f3.encoded();
    ByteWriter window = new ByteWriter(name.length + sums.length + 24);
    window.putVarint(f1);
    window.putVarint(f2);
    window.putVarint(name.length);
    window.putBytes(name, 0, name.length);
    window.putBytes(sums, 0, sums.length);
    return window.copy();
  }
}
