package io.plimsoll.report.view;

import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A KPI window, compact: counts and the encoded sketches, from which every other column follows.
 * Immutable.
 */
public final class KpiCell implements Cell {
  private static final int FIXED_BYTES = 160;
  private static final int BYTES_PER_KIND = 80;

  private final long startMicros;
  private final Width width;
  private final boolean closed;
  private final long count;
  private final long errors;
  private final Map<String, Long> errorsByKind;
  private final long bytesSent;
  private final long bytesReceived;
  private final byte[] service;
  private final byte[] response;

  /**
   * Takes what is needed of the window.
   *
   * @throws IllegalArgumentException when its width or a sketch cannot be read
   */
  public KpiCell(KpiWindow window) {
    width = Width.ofMillis(window.getWidthMillis());
    startMicros = window.getStartMicros();
    closed = window.getClosed();
    count = window.getCount();
    errors = window.getErrors();
    errorsByKind = Map.copyOf(window.getErrorsByKind());
    bytesSent = window.getBytesSent();
    bytesReceived = window.getBytesReceived();
    service = checked(window.getServiceSketch(), "service");
    response = checked(window.getResponseSketch(), "response");
    if (startMicros % width.micros() != 0) {
      throw new IllegalArgumentException(
          "window start " + startMicros + " is not a multiple of its width");
    }
  }

  /** A sketch that cannot be read is found here, not in the middle of an answer. */
  private static byte[] checked(ByteBuffer sketch, String name) {
    byte[] bytes = new byte[sketch.remaining()];
    sketch.duplicate().get(bytes);
    try {
      LatencySketch.decode(bytes);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(name + " sketch: " + e.getMessage(), e);
    }
    return bytes;
  }

  @Override
  public long startMicros() {
    return startMicros;
  }

  @Override
  public Width width() {
    return width;
  }

  /** No later record will correct this window. */
  public boolean closed() {
    return closed;
  }

  @Override
  public long count() {
    return count;
  }

  public long errors() {
    return errors;
  }

  public Map<String, Long> errorsByKind() {
    return errorsByKind;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Merges the service times into the sketch. */
  public void mergeServiceInto(LatencySketch sketch) {
    sketch.mergeEncoded(new ByteReader(service));
  }

  /** Merges the response times into the sketch. */
  public void mergeResponseInto(LatencySketch sketch) {
    sketch.mergeEncoded(new ByteReader(response));
  }

  @Override
  public int bytes() {
    return FIXED_BYTES + errorsByKind.size() * BYTES_PER_KIND + service.length + response.length;
  }
}
