package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.analyzer.Analyzer;
import io.plimsoll.analyzer.AnalyzerConfig;
import io.plimsoll.analyzer.commit.CommitObserver;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.RunSummary;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The analyzer through its public API, from the first record until every record is folded, and on
 * until the closed summary can be read. Fails when that does not account for every outcome.
 */
final class OurAnalyzer implements Subject.Work {
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public void run(SubjectArguments arguments) throws Exception {
    AnalyzerConfig config =
        new AnalyzerConfig(arguments.cluster(), arguments.stateDir())
            .withApplicationId(arguments.applicationId())
            .withCommitInterval(Duration.ofMillis(StreamsTuning.COMMIT_MILLIS));
    CompletableFuture<RunSummary> closed = new CompletableFuture<>();
    LongAccumulator longestFlush = new LongAccumulator(Math::max, 0);
    CommitObserver flushes = CommitObserver.flushes(longestFlush::accumulate);
    try (Analyzer analyzer = Analyzer.start(config, flushes);
        SummaryWatch watch = SummaryWatch.start(arguments.cluster(), arguments.runId(), closed)) {
      analyzer.awaitRunning(Duration.ofSeconds(60));
      ChildJvm.say("running", true);
      measure(arguments, closed, longestFlush);
    }
  }

  /** The first half of the records warms it up, as far as its longest flush goes. */
  private static void measure(
      SubjectArguments arguments,
      CompletableFuture<RunSummary> closed,
      LongAccumulator longestFlush)
      throws Exception {
    SourceProgress progress =
        SourceProgress.ofOutcomes(arguments.cluster().topics().requestOutcomes().partitions());
    progress.await(1);
    Stopwatch watch = new Stopwatch();
    ChildJvm.say("first", true);
    progress.await(arguments.upTo() / 2, closed::isDone);
    long longestCold = longestFlush.getThenReset();
    progress.await(arguments.upTo(), closed::isDone);
    ChildJvm.say("folded", true);
    double folded = watch.seconds();
    RunSummary summary = closed.get();
    double cpu = watch.cpuSeconds();
    double seconds = watch.seconds();
    if (!summary.getComplete()) {
      throw new IllegalStateException("the account does not balance: " + summary.getReasons());
    }
    ChildJvm.say("rate", arguments.upTo() / folded);
    ChildJvm.say("rateToSummary", arguments.upTo() / seconds);
    ChildJvm.say("cpu", cpu);
    ChildJvm.say("longestCommit", progress.longestCommitMillis());
    ChildJvm.say("longestColdFlush", longestCold / NANOS_PER_MILLI);
    ChildJvm.say("longestFlush", longestFlush.get() / NANOS_PER_MILLI);
    ChildJvm.say("analysed", summary.getAnalysed());
    ChildJvm.say("records", arguments.upTo());
  }
}
