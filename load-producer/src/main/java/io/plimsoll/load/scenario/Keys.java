package io.plimsoll.load.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every key of the scenario language, by the kind of mapping it stands in. The JSON Schema for
 * editors has a definition of the same name for each; a test holds them together.
 */
final class Keys {
  static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head");
  static final List<String> BODIES = List.of("json", "form", "multipart", "body");
  static final List<String> REQUEST =
      List.of("headers", "auth", "expect", "extract", "timeout", "followRedirects", "as");

  static final List<String> SCENARIO =
      List.of(
          "name",
          "target",
          "http",
          "tls",
          "proxy",
          "matrix",
          "load",
          "thinkTime",
          "behaviours",
          "steps",
          "userTypes",
          "onStart",
          "onStop",
          "feeders",
          "sla",
          "compare",
          "timeout",
          "headers",
          "auth",
          "cookies",
          "compression",
          "followRedirects",
          "maxConnections",
          "connections",
          "transport",
          "labels",
          "seed",
          "sample");
  static final List<String> USER_TYPE =
      List.of("weight", "thinkTime", "onStart", "onStop", "behaviours", "steps");
  static final List<String> BEHAVIOUR = List.of("weight", "frequency", "thinkTime", "steps");
  static final List<String> HTTP_STEP = join(METHODS, BODIES, REQUEST);
  static final List<String> POLL_STEP =
      List.of("poll", "every", "until", "fail", "timeout", "as", "headers", "auth");
  static final List<String> THINK_STEP = List.of("think");
  static final List<String> REPEAT_STEP = List.of("repeat", "counter", "steps");
  static final List<String> IF_STEP = List.of("if", "then", "else");
  static final List<String> CONNECT_STEP =
      List.of(
          "connect",
          "headers",
          "auth",
          "subprotocols",
          "timeout",
          "maxMessage",
          "readDelay",
          "heartbeat",
          "receive",
          "as");
  static final List<String> SEND_STEP =
      List.of("send", "rate", "for", "count", "await", "expect", "extract", "timeout", "as");
  static final List<String> AWAIT_STEP = List.of("await", "expect", "extract", "timeout", "as");
  static final List<String> CLOSE_STEP = List.of("close", "reason", "timeout", "as");
  static final List<String> MESSAGE = List.of("text", "json", "random", "binary", "fragment");
  static final List<String> REPLY = List.of("json", "contains", "matches");
  static final List<String> HEARTBEAT = List.of("every", "timeout", "send", "await", "as");
  static final List<String> RECEIVE = List.of("timestamp", "unit", "sequence", "only", "as");
  static final List<String> TLS =
      List.of("ca", "insecure", "serverName", "certificate", "key", "password");
  static final List<String> AUTH = List.of("basic", "bearer");
  static final List<String> BASIC = List.of("user", "password");
  static final List<String> EXPECT = List.of("status", "headers", "json", "contains", "matches");
  static final List<String> EXTRACT = List.of("json", "header", "regex");
  static final List<String> FILE_PART = List.of("random", "file", "name");
  static final List<String> FEEDER = List.of("csv", "order", "sequence", "random", "weighted");
  static final List<String> LOAD = List.of("users", "spike", "staircase", "arrivals", "until");
  static final List<String> USERS = List.of("rampUp", "spawnRate", "steady", "rampDown");
  static final List<String> USER_STAGE = List.of("name", "users", "for", "from", "to", "over");
  static final List<String> SPIKE = List.of("at", "users", "for", "rampUp", "rampDown");
  static final List<String> STAIRCASE = List.of("start", "add", "every", "to");
  static final List<String> STEADY = List.of("users", "for");
  static final List<String> ARRIVALS =
      List.of("name", "rate", "for", "from", "to", "over", "poisson");
  static final List<String> BURST = List.of("name", "burst", "every", "times");
  static final List<String> SOURCES =
      List.of("host", "process", "container", "gpu", "prometheus", "promql", "redis", "files");
  static final List<String> PROCESS = List.of("pid", "name", "port");
  private static final List<String> EVERY_SOURCE = List.of("every", "timeout", "name");

  private Keys() {}

  /** All of them. */
  static Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("scenario", SCENARIO);
    all.put("userType", USER_TYPE);
    all.put("behaviour", BEHAVIOUR);
    all.put("httpStep", HTTP_STEP);
    all.put("pollStep", POLL_STEP);
    all.put("thinkStep", THINK_STEP);
    all.put("repeatStep", REPEAT_STEP);
    all.put("ifStep", IF_STEP);
    all.put("connectStep", CONNECT_STEP);
    all.put("sendStep", SEND_STEP);
    all.put("awaitStep", AWAIT_STEP);
    all.put("closeStep", CLOSE_STEP);
    all.put("message", MESSAGE);
    all.put("reply", REPLY);
    all.put("heartbeat", HEARTBEAT);
    all.put("receive", RECEIVE);
    all.put("tls", TLS);
    all.put("auth", AUTH);
    all.put("basic", BASIC);
    all.put("expect", EXPECT);
    all.put("extractFrom", EXTRACT);
    all.put("filePart", FILE_PART);
    all.put("feeder", FEEDER);
    all.put("load", LOAD);
    all.put("users", USERS);
    all.put("userStage", USER_STAGE);
    all.put("spike", SPIKE);
    all.put("staircase", STAIRCASE);
    all.put("burst", BURST);
    all.put("steady", STEADY);
    all.put("arrivals", ARRIVALS);
    SOURCES.forEach(kind -> all.put(kind + "Source", source(kind)));
    all.put("process", PROCESS);
    all.put("limits", SlaReader.INDICATORS);
    all.put("changeThresholds", CompareReader.COMPARED);
    all.put("latencyLimits", SlaReader.LATENCIES);
    all.put("errorKinds", SlaReader.KINDS);
    all.put("growthLimits", SlaReader.GROWTH);
    all.put("judgedLimit", SlaReader.LIMIT);
    all.put("cost", CostLimits.COST);
    all.put("burnRate", BurnLimits.BURN_RATE);
    all.put("burnWindow", BurnLimits.BURN_WINDOW);
    all.put("resourceLimits", ResourceLimits.STATISTICS);
    return all;
  }

  /** Keys of a source of samples. */
  static List<String> source(String kind) {
    List<String> own =
        switch (kind) {
          case "prometheus" -> List.of("metrics", "auth", "headers");
          case "promql" -> List.of("queries", "auth", "headers");
          case "redis" -> List.of("user", "password", "lists", "streams", "info");
          default -> List.of();
        };
    return join(List.of(kind), own, EVERY_SOURCE);
  }

  private static List<String> join(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }
}
