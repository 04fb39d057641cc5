package io.plimsoll.report.sample;

import io.plimsoll.report.view.RecordSink;
import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up run whose every outcome is known: seeded, ramped up and down, with a slow stretch and
 * some errors. Plays the analyzer's part: windows of 1 s, 10 s and 60 s, totals, ledger.
 */
public final class SampleRun {
  public static final long SECOND = 1_000_000L;
  public static final List<String> OPERATIONS = List.of("browse", "upload", "task-completion");

  private static final String ALL = "*";
  private static final long[] WIDTHS = {1, 10, 60};

  private final String id;
  private final long startMicros;
  private final int seconds;
  private final List<String> operations;
  private final Random random;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * One known outcome.
   *
   * @param kind empty for a success
   */
  public record Outcome(
      String operation, long endMicros, long serviceMicros, long responseMicros, String kind) {}

  /** Starts at a full minute. */
  public SampleRun(String id, long startSeconds, int seconds, List<String> operations, long seed) {
    this.id = id;
    this.startMicros = startSeconds * SECOND;
    this.seconds = seconds;
    this.operations = operations;
    this.random = new Random(seed);
    for (int second = 0; second < seconds; second++) {
      fill(second);
    }
  }

  private void fill(int second) {
    int count = (int) Math.round(users(second) * 1.2 + random.nextGaussian() * 3);
    boolean slow = second > seconds * 0.55 && second < seconds * 0.7;
    for (int i = 0; i < count; i++) {
      String operation = operations.get(random.nextInt(operations.size()));
      double base = 8_000 * (1 + operations.indexOf(operation) * 2.5) * (slow ? 2.6 : 1);
      long service = Math.round(base * Math.exp(random.nextGaussian() * 0.55));
      long response =
          service + (slow ? (long) (random.nextDouble() * 40_000) : random.nextInt(900));
      String kind = random.nextDouble() < (slow ? 0.03 : 0.002) ? "ERROR_STATUS" : "";
      kind = slow && random.nextDouble() < 0.01 ? "TIMEOUT" : kind;
      long end = startMicros + second * SECOND + random.nextInt((int) SECOND);
      outcomes.add(new Outcome(operation, end, service, response, kind));
    }
  }

  private double users(int second) {
    double ramp = seconds / 6.0;
    return 50 * Math.min(1, Math.min(second / ramp, (seconds - second) / ramp));
  }

  public String id() {
    return id;
  }

  public long startMicros() {
    return startMicros;
  }

  public int seconds() {
    return seconds;
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Outcomes of an operation ({@code *} for all) that end within [from, to). */
  public List<Outcome> within(String operation, long fromMicros, long toMicros) {
    return outcomes.stream()
        .filter(each -> operation.equals(ALL) || each.operation().equals(operation))
        .filter(each -> each.endMicros() >= fromMicros && each.endMicros() < toMicros)
        .toList();
  }

  /** The whole run at once, ended and judged. */
  public SampleRun sendAll(RecordSink sink) {
    sink.accept(record(RunStatus.RUNNING));
    for (int second = 0; second < seconds; second++) {
      sendSecond(sink, second, true);
    }
    sink.accept(record(RunStatus.ENDED));
    sink.accept(ledger(seconds, true));
    sink.accept(summary(seconds, true));
    return this;
  }

  /** What the analyzer writes when this second is over. */
  public void sendSecond(RecordSink sink, int second, boolean closed) {
    for (long width : WIDTHS) {
      long end = second + 1L;
      if (end % width == 0 || end == seconds) {
        long from = (end - 1) / width * width;
        windows(width, from, closed).forEach(sink::accept);
      }
    }
    resources(second).forEach(sink::accept);
    sink.accept(ledger(second + 1, false));
    sink.accept(summary(second + 1, false));
  }

  /** KPI windows of every operation at this offset from the start, in seconds. */
  public List<KpiWindow> windows(long widthSeconds, long fromSecond, boolean closed) {
    List<KpiWindow> windows = new ArrayList<>();
    for (String operation : with(ALL)) {
      long from = startMicros + fromSecond * SECOND;
      List<Outcome> inside = within(operation, from, from + widthSeconds * SECOND);
      if (!inside.isEmpty()) {
        windows.add(window(operation, widthSeconds, from, closed, inside));
      }
    }
    return windows;
  }

  private List<String> with(String all) {
    List<String> names = new ArrayList<>(operations);
    names.add(all);
    return names;
  }

  private KpiWindow window(
      String operation, long widthSeconds, long from, boolean closed, List<Outcome> inside) {
    LatencySketch service = SampleFigures.sketch(inside, true);
    LatencySketch response = SampleFigures.sketch(inside, false);
    Map<String, Long> kinds = SampleFigures.kinds(inside);
    long errors = kinds.values().stream().mapToLong(Long::longValue).sum();
    return KpiWindow.newBuilder()
        .setRunId(id)
        .setOperation(operation)
        .setWidthMillis(widthSeconds * 1_000)
        .setStartMicros(from)
        .setClosed(closed)
        .setCount(inside.size())
        .setErrors(errors)
        .setErrorsByKind(kinds)
        .setThroughputPerSecond((double) inside.size() / widthSeconds)
        .setErrorRate((double) errors / inside.size())
        .setBytesSent(inside.size() * 210L)
        .setBytesReceived(inside.size() * 1_730L)
        .setService(SampleFigures.stats(service))
        .setResponse(SampleFigures.stats(response))
        .setRelativeError(LatencySketch.RELATIVE_ERROR)
        .setServiceSketch(ByteBuffer.wrap(service.encoded()))
        .setResponseSketch(ByteBuffer.wrap(response.encoded()))
        .build();
  }

  private List<ResourceWindow> resources(int second) {
    double users = Math.round(users(second));
    return List.of(
        resource("agent:a1", "users_active", second, users),
        resource("agent:a1", "process_cpu_ratio", second, 0.2 + users / 200),
        resource("agent:a1", "process_rss_bytes", second, 3.1e8 + second * 1e4));
  }

  private ResourceWindow resource(String source, String metric, int second, double value) {
    return ResourceWindow.newBuilder()
        .setRunId(id)
        .setSource(source)
        .setMetric(metric)
        .setWidthMillis(1_000)
        .setStartMicros(startMicros + second * SECOND)
        .setCount(1)
        .setAverage(value)
        .setMinimum(value)
        .setMaximum(value)
        .setLast(value)
        .setLastAtMicros(startMicros + second * SECOND + 500_000)
        .build();
  }

  /** The run's own record. */
  public RunRecord record(RunStatus status) {
    long third = seconds * SECOND / 6;
    return RunRecord.newBuilder()
        .setRunId(id)
        .setScenario("Normal production load")
        .setScenarioHash("00")
        .setStatus(status)
        .setStartedAtMicros(startMicros)
        .setEndedAtMicros(status == RunStatus.ENDED ? startMicros + seconds * SECOND : null)
        .setAgents(List.of("a1"))
        .setOperations(operations)
        .setPlan(
            List.of(
                phase("rampUp", 0, third, 0, 50),
                phase("steady", third, 4 * third, 50, 50),
                phase("rampDown", 5 * third, third, 50, 0)))
        .setSla(SampleLimits.rules(operations.get(0)))
        .setBranch("main")
        .setEnvironment("lab")
        .setCommit("4f2c91ab77d0")
        .setLabels(Map.of("team", "storage"))
        .build();
  }

  private static PhasePlan phase(String name, long start, long length, double from, double to) {
    return PhasePlan.newBuilder()
        .setName(name)
        .setModel(LoadModel.CLOSED)
        .setStartMicros(start)
        .setDurationMicros(length)
        .setFromLevel(from)
        .setToLevel(to)
        .build();
  }

  /** The agent's account after so many seconds. */
  public AgentLedger ledger(int upTo, boolean last) {
    return AgentLedger.newBuilder()
        .setRunId(id)
        .setAgentId("a1")
        .setAtMicros(startMicros + upTo * SECOND)
        .setEmitted(within(ALL, startMicros, startMicros + upTo * SECOND).size())
        .setLast(last)
        .build();
  }

  /** Totals after so many seconds. */
  public RunSummary summary(int upTo, boolean closed) {
    List<Outcome> all = within(ALL, startMicros, startMicros + upTo * SECOND);
    List<OperationSummary> each = operations.stream().map(name -> totals(name, upTo)).toList();
    OperationSummary total = totals(ALL, upTo);
    return RunSummary.newBuilder()
        .setRunId(id)
        .setScenario("Normal production load")
        .setClosed(closed)
        .setFirstStartMicros(startMicros)
        .setLastEndMicros(startMicros + upTo * SECOND)
        .setTotal(total)
        .setOperations(each)
        .setRelativeError(LatencySketch.RELATIVE_ERROR)
        .setEmitted(all.size() + (closed ? 0 : 37))
        .setAnalysed(all.size())
        .setComplete(closed)
        .setAgents(List.of(account(all.size(), closed)))
        .setSla(SampleLimits.judged(total, each.get(0)))
        .setVerdict(closed ? Verdict.FAILED : Verdict.PENDING)
        .setReasons(
            closed
                ? List.of(operations.get(0) + ": response p99 was over its limit of 60 ms.")
                : List.of())
        .build();
  }

  private static AgentAccount account(long count, boolean closed) {
    return AgentAccount.newBuilder()
        .setAgentId("a1")
        .setEmitted(count)
        .setAnalysed(count)
        .setLast(closed)
        .setSameOutcomes(closed)
        .build();
  }

  private OperationSummary totals(String operation, int upTo) {
    List<Outcome> inside = within(operation, startMicros, startMicros + upTo * SECOND);
    Map<String, Long> kinds = SampleFigures.kinds(inside);
    long errors = kinds.values().stream().mapToLong(Long::longValue).sum();
    return OperationSummary.newBuilder()
        .setOperation(operation)
        .setCount(inside.size())
        .setErrors(errors)
        .setErrorsByKind(kinds)
        .setThroughputPerSecond((double) inside.size() / upTo)
        .setErrorRate(inside.isEmpty() ? 0 : (double) errors / inside.size())
        .setBytesSent(inside.size() * 210L)
        .setBytesReceived(inside.size() * 1_730L)
        .setService(SampleFigures.stats(SampleFigures.sketch(inside, true)))
        .setResponse(SampleFigures.stats(SampleFigures.sketch(inside, false)))
        .build();
  }
}
