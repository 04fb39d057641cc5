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

  /** The rate to the closed summary is over all records: closing is work of the whole run. */
  private static void measure(
      SubjectArguments arguments,
      CompletableFuture<RunSummary> closed,
      LongAccumulator longestFlush)
      throws Exception {
    SourceProgress progress =
        SourceProgress.ofOutcomes(arguments.cluster().topics().requestOutcomes().partitions());
    progress.await(1);
    Stopwatch whole = new Stopwatch();
    ChildJvm.say("first", true);
    progress.await(arguments.warmUp(), closed::isDone);
    Stopwatch warm = new Stopwatch();
    long before = progress.records();
    progress.await(arguments.upTo() / 2, closed::isDone);
    long longestCold = longestFlush.getThenReset();
    progress.await(arguments.upTo(), closed::isDone);
    warm.tell(arguments.upTo() - before);
    ChildJvm.say("folded", true);
    RunSummary summary = closed.get();
    double seconds = whole.seconds();
    if (!summary.getComplete()) {
      throw new IllegalStateException("the account does not balance: " + summary.getReasons());
    }
    ChildJvm.say("rateToSummary", arguments.upTo() / seconds);
    ChildJvm.say("longestCommit", progress.longestCommitMillis());
    ChildJvm.say("longestColdFlush", longestCold / NANOS_PER_MILLI);
    ChildJvm.say("longestFlush", longestFlush.get() / NANOS_PER_MILLI);
    ChildJvm.say("analysed", summary.getAnalysed());
  }
}
