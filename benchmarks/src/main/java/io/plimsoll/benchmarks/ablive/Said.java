package io.plimsoll.benchmarks.ablive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a comparison said.
 *
 * @param verdict of the whole
 * @param medianChange of the median response time
 * @param worseMetrics metrics called worse
 * @param inconclusive metrics of which nothing could be said
 * @param seconds how long it took
 */
record Said(
    String verdict,
    double medianChange,
    List<String> worseMetrics,
    int inconclusive,
    long seconds) {

  static Said of(JsonNode comparison, long seconds) {
    List<String> worse = new ArrayList<>();
    double median = Double.NaN;
    int open = 0;
    for (JsonNode change : comparison.get("changes")) {
      String verdict = change.get("verdict").asText();
      if (verdict.equals("WORSE")) {
        worse.add(change.get("metric").asText());
      }
      open += verdict.equals("INCONCLUSIVE") ? 1 : 0;
      if (change.get("metric").asText().equals("response.p50")) {
        median = change.get("change").asDouble();
      }
    }
    return new Said(comparison.get("verdict").asText(), median, worse, open, seconds);
  }

  boolean worse() {
    return verdict.equals("WORSE");
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, p50 %+.1f %%, worse %s, %d inconclusive, %d s",
        verdict,
        100 * medianChange,
        worseMetrics,
        inconclusive,
        seconds);
  }
}
