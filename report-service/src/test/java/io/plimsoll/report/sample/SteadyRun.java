package io.plimsoll.report.sample;

import io.plimsoll.report.view.RecordSink;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.LatencyStats;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.sketch.LatencySketch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * A made-up run at a steady load, seeded: log-normal latencies around a median, some errors.
 *
 * @param id its id
 * @param startSeconds when it begins
 * @param medianMillis median of the response time
 * @param perSecond requests per second
 * @param errorRate share of errors
 * @param commit commit under test
 * @param seed of the noise
 */
public record SteadyRun(
    String id,
    long startSeconds,
    double medianMillis,
    int perSecond,
    double errorRate,
    String commit,
    long seed) {
  private static final int SECONDS = 40;
  private static final long MICROS = 1_000_000L;

  /** All that the topics say of it, ended. */
  public void sendTo(RecordSink sink) {
    Random random = new Random(seed);
    LatencySketch all = new LatencySketch();
    long errors = 0;
    sink.accept(record(0.0));
    for (int second = 0; second < SECONDS; second++) {
      LatencySketch sketch = new LatencySketch();
      long failed = 0;
      for (int i = 0; i < perSecond; i++) {
        sketch.add(medianMillis * 1_000 * Math.exp(0.4 * random.nextGaussian()));
        failed += random.nextDouble() < errorRate ? 1 : 0;
      }
      all.merge(sketch);
      errors += failed;
      sink.accept(window("*", second, sketch, failed));
      sink.accept(window("browse", second, sketch, failed));
    }
    sink.accept(summary(all, errors));
  }

  /** Its record with the planned load scaled. */
  public RunRecord record(double moreLoad) {
    return RunRecord.newBuilder()
        .setRunId(id)
        .setScenario("checkout")
        .setScenarioHash("5ca1ab1e")
        .setStatus(RunStatus.ENDED)
        .setStartedAtMicros(startSeconds * MICROS)
        .setEndedAtMicros((startSeconds + SECONDS) * MICROS)
        .setAgents(List.of("a1"))
        .setBranch("main")
        .setEnvironment("lab")
        .setCommit(commit)
        .setPlan(List.of(plan(perSecond * (1 + moreLoad))))
        .build();
  }

  private static PhasePlan plan(double level) {
    return PhasePlan.newBuilder()
        .setName("steady")
        .setModel(LoadModel.OPEN)
        .setStartMicros(0)
        .setDurationMicros(SECONDS * MICROS)
        .setFromLevel(level)
        .setToLevel(level)
        .build();
  }

  private KpiWindow window(String operation, int second, LatencySketch sketch, long failed) {
    return KpiWindow.newBuilder()
        .setRunId(id)
        .setOperation(operation)
        .setWidthMillis(1_000)
        .setStartMicros((startSeconds + second) * MICROS)
        .setClosed(true)
        .setCount(perSecond)
        .setErrors(failed)
        .setBytesReceived(perSecond * 900L)
        .setService(LatencyStats.newBuilder().build())
        .setResponse(LatencyStats.newBuilder().build())
        .setRelativeError(LatencySketch.RELATIVE_ERROR)
        .setServiceSketch(ByteBuffer.wrap(sketch.encoded()))
        .setResponseSketch(ByteBuffer.wrap(sketch.encoded()))
        .build();
  }

  private RunSummary summary(LatencySketch all, long errors) {
    LatencyStats response =
        LatencyStats.newBuilder()
            .setCount(all.count())
            .setMeanMicros(all.mean())
            .setP50Micros(all.quantile(0.5))
            .setP95Micros(all.quantile(0.95))
            .setP99Micros(all.quantile(0.99))
            .build();
    OperationSummary total =
        OperationSummary.newBuilder()
            .setOperation("*")
            .setCount(all.count())
            .setErrors(errors)
            .setErrorRate((double) errors / all.count())
            .setThroughputPerSecond(perSecond)
            .setService(response)
            .setResponse(response)
            .build();
    return RunSummary.newBuilder()
        .setRunId(id)
        .setScenario("checkout")
        .setClosed(true)
        .setFirstStartMicros(startSeconds * MICROS)
        .setLastEndMicros((startSeconds + SECONDS) * MICROS)
        .setTotal(total)
        .setOperations(List.of())
        .setRelativeError(LatencySketch.RELATIVE_ERROR)
        .setEmitted(all.count())
        .setAnalysed(all.count())
        .setComplete(true)
        .setVerdict(Verdict.PASSED)
        .build();
  }
}
