package io.plimsoll.load.sample.promql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.load.sample.HttpGet;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.scenario.SourcePlan;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Evaluates PromQL on a Prometheus server, at the time of the sample. */
public final class PromQlProbe implements Probe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SourcePlan.PromQl plan;
  private final HttpGet http;
  private final long timeoutNanos;
  private final String base;

  public PromQlProbe(SourcePlan.PromQl plan, Duration timeout) {
    this.plan = plan;
    this.http = new HttpGet(plan.endpoint(), "application/json", timeout);
    this.timeoutNanos = timeout.toNanos();
    String url = plan.endpoint().url().toString();
    this.base = (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/api/v1/query";
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    long began = System.nanoTime();
    Reading reading = new Reading();
    for (Map.Entry<String, String> query : plan.queries().entrySet()) {
      if (System.nanoTime() - began > timeoutNanos) {
        throw new SocketTimeoutException("too many queries for its timeout");
      }
      result(query.getKey(), ask(query.getKey(), query.getValue(), now), reading);
    }
    return reading;
  }

  private JsonNode ask(String name, String query, SampleTime now) throws IOException {
    String time = String.format(Locale.ROOT, "%.3f", (double) now.micros() / 1e6);
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpGet.Answer answer = http.get(URI.create(base + "?query=" + encoded + "&time=" + time));
    try {
      JsonNode root = JSON.readTree(answer.body());
      if (root.path("status").asText().equals("success")) {
        return root.path("data");
      }
      String reason = root.path("error").asText("HTTP " + answer.status());
      throw new ProbeException("it refuses the query " + name + ": " + reason);
    } catch (JsonProcessingException e) {
      throw new ProbeException(
          "it answers HTTP %d and no JSON: is this a Prometheus server?"
              .formatted(answer.status()));
    }
  }

  private static void result(String name, JsonNode data, Reading reading) throws ProbeException {
    JsonNode result = data.path("result");
    switch (data.path("resultType").asText()) {
      case "scalar" -> reading.put(name, number(result.path(1)));
      case "vector" -> vector(name, result, reading);
      default ->
          throw new ProbeException(
              "the query %s gives a %s; it must give one value per series"
                  .formatted(name, data.path("resultType").asText("?")));
    }
  }

  private static void vector(String name, JsonNode result, Reading reading) {
    for (JsonNode each : result) {
      Map<String, String> labels = new TreeMap<>();
      each.path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      labels.remove("__name__");
      String metric = result.size() == 1 ? name : MetricName.of(name, labels);
      reading.put(metric, number(each.path("value").path(1)));
    }
  }

  /** A text, in which infinities are written as Prometheus writes them. */
  private static double number(JsonNode value) {
    try {
      return Double.parseDouble(value.asText());
    } catch (NumberFormatException infinite) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
