package io.plimsoll.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A series with a score per row, as CSV: timestamp, value, anomaly_score, label. */
final class Predictions {
  private Predictions() {}

  static void write(Path file, LabelledSeries series, double[] scores) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,value,anomaly_score,label\n");
    for (int i = 0; i < scores.length; i++) {
      text.append(series.stamps().get(i)).append(',');
      text.append(series.values().get(i)).append(',');
      text.append(scores[i]).append(',');
      text.append(series.labels().get(i)).append('\n');
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
