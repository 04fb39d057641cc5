package io.plimsoll.load.sample.redis;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.scenario.SeriesSelector;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.metric.RedisMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads a Redis server: INFO, and the lengths of lists and streams. */
public final class RedisProbe implements Probe {
  private static final Map<String, String> GAUGES =
      Map.of(
          "used_memory", RedisMetrics.MEMORY_USED_BYTES,
          "used_memory_rss", RedisMetrics.MEMORY_RSS_BYTES,
          "mem_fragmentation_ratio", RedisMetrics.MEMORY_FRAGMENTATION_RATIO,
          "connected_clients", RedisMetrics.CLIENTS_CONNECTED,
          "blocked_clients", RedisMetrics.CLIENTS_BLOCKED);
  private static final Map<String, String> COUNTERS =
      Map.of(
          "total_commands_processed", RedisMetrics.COMMANDS_PER_SECOND,
          "rejected_connections", RedisMetrics.CONNECTIONS_REJECTED_PER_SECOND,
          "evicted_keys", RedisMetrics.EVICTED_KEYS_PER_SECOND,
          "expired_keys", RedisMetrics.EXPIRED_KEYS_PER_SECOND,
          "total_net_input_bytes", RedisMetrics.NETWORK_RECEIVED_BYTES_PER_SECOND,
          "total_net_output_bytes", RedisMetrics.NETWORK_SENT_BYTES_PER_SECOND);

  private final SourcePlan.Redis plan;
  private final Duration timeout;
  private final List<Pattern> info;
  private final List<List<String>> commands = new ArrayList<>();
  private final Counters counters = new Counters();
  private volatile RedisConnection connection;

  public RedisProbe(SourcePlan.Redis plan, Duration timeout) {
    this.plan = plan;
    this.timeout = timeout;
    this.info = plan.info().stream().map(SeriesSelector::glob).toList();
    commands.add(List.of("INFO"));
    plan.lists().forEach(key -> commands.add(List.of("LLEN", key)));
    plan.streams().forEach(key -> commands.add(List.of("XLEN", key)));
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    boolean kept = connection != null;
    try {
      return reading(now, ask());
    } catch (java.net.SocketTimeoutException e) {
      close();
      throw e;
    } catch (io.plimsoll.load.sample.ProbeException e) {
      close();
      throw e;
    } catch (IOException e) {
      close();
      if (!kept) {
        throw e;
      }
      // It may have been restarted, or have closed what was idle: that alone is no failure.
      try {
        return reading(now, ask());
      } catch (IOException again) {
        close();
        throw again;
      }
    }
  }

  private List<String> ask() throws IOException {
    if (connection == null) {
      connection = RedisConnection.open(plan, timeout);
    }
    return connection.ask(commands);
  }

  private Reading reading(SampleTime now, List<String> answers) {
    Reading reading = new Reading();
    counters.begin(now.nanos());
    info(answers.get(0), reading);
    counters.keep();
    int at = 1;
    double depth = 0;
    for (String key : plan.lists()) {
      depth += length(RedisMetrics.LIST_LENGTH, key, answers.get(at++), reading);
    }
    for (String key : plan.streams()) {
      depth += length(RedisMetrics.STREAM_LENGTH, key, answers.get(at++), reading);
    }
    if (at > 1) {
      reading.put(RedisMetrics.QUEUE_DEPTH, depth);
    }
    return reading;
  }

  private static double length(String metric, String key, String answer, Reading reading) {
    double length = Double.parseDouble(answer);
    reading.put(MetricName.of(metric, "key", key), length);
    return length;
  }

  private void info(String text, Reading reading) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
      }
    }
    GAUGES.forEach((field, metric) -> reading.put(metric, number(fields.get(field))));
    COUNTERS.forEach((field, metric) -> counters.rate(reading, metric, number(fields.get(field))));
    reading.ratio(
        RedisMetrics.MEMORY_RATIO,
        number(fields.get("used_memory")),
        number(fields.get("maxmemory")));
    OptionalDouble hits = counters.increase("hits", number(fields.get("keyspace_hits")));
    OptionalDouble misses = counters.increase("misses", number(fields.get("keyspace_misses")));
    double asked = hits.orElse(0) + misses.orElse(0);
    reading.ratio(RedisMetrics.KEYSPACE_HIT_RATIO, hits.orElse(0), asked);
    reading.put(RedisMetrics.KEYS, keys(fields));
    fields.forEach(
        (field, value) -> {
          if (info.stream().anyMatch(each -> each.matcher(field).matches())) {
            reading.put(field, number(value));
          }
        });
  }

  /** Lines like {@code db0:keys=12,expires=0,avg_ttl=0}; a database without keys has none. */
  private static double keys(Map<String, String> fields) {
    double keys = 0;
    for (Map.Entry<String, String> each : fields.entrySet()) {
      if (each.getKey().matches("db\\d+") && each.getValue().startsWith("keys=")) {
        String rest = each.getValue().substring("keys=".length());
        keys += number(rest.substring(0, rest.indexOf(',')));
      }
    }
    return keys;
  }

  private static double number(String text) {
    try {
      return text == null ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    RedisConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
