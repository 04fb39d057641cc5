package io.plimsoll.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Series in the form of the Turing change point data set. */
final class MarkedSeries {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MarkedSeries() {}

  /** The first dimension; NaN where nothing was measured. */
  static double[] read(Path file) throws IOException {
    JsonNode raw = MAPPER.readTree(file.toFile()).path("series").path(0).path("raw");
    if (!raw.isArray()) {
      throw new IOException(file + ": expected series[0].raw, an array of numbers");
    }
    double[] values = new double[raw.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = raw.get(i).isNumber() ? raw.get(i).doubleValue() : Double.NaN;
    }
    return values;
  }
}
