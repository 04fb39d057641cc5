package io.plimsoll.report.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes metrics as whoever asks understands them. */
public final class Exposition {
  private final String contentType;
  private final byte[] body;

  private Exposition(String contentType, byte[] body) {
    this.contentType = contentType;
    this.body = body;
  }

  /**
   * OpenMetrics for those who ask for it, else the text format of Prometheus 0.0.4.
   *
   * @param accept header of the request; may be empty
   */
  public static Exposition of(MetricSnapshots metrics, String accept) {
    boolean openMetrics = accept.contains("application/openmetrics-text");
    ExpositionFormatWriter writer =
        openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    try {
      writer.write(out, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Exposition(writer.getContentType(), out.toByteArray());
  }

  public String contentType() {
    return contentType;
  }

  /** A copy. */
  public byte[] body() {
    return body.clone();
  }
}
