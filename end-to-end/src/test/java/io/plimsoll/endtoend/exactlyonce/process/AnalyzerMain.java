package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.analyzer.Analyzer;
import io.plimsoll.analyzer.AnalyzerConfig;
import io.plimsoll.analyzer.ProcessingGuarantee;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The child that is an analyzer. */
final class AnalyzerMain {
  /** Exit code of one that halted before its commit, as it was told to. */
  static final int HALTED = 86;

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration START_AT_MOST = Duration.ofMinutes(3);

  /** A transaction that a dead process left open is aborted after this. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "5000";

  private AnalyzerMain() {}

  public static void main(String[] arguments) throws Exception {
    ChildLogging.warnings();
    Orders orders = Orders.parse(arguments);
    Optional<AnalyzerOrders.Halt> halt =
        orders
            .find("haltStage")
            .map(stage -> new AnalyzerOrders.Halt(stage, orders.number("haltCommit")));
    AnalyzerConfig config = config(orders);
    try (SentSummaries summaries = new SentSummaries(config.cluster());
        Analyzer analyzer =
            Analyzer.start(config, new CommitCounter(halt, summaries::hasFinalOne))) {
      analyzer.awaitRunning(START_AT_MOST);
      ChildLife.say("running");
      ChildLife.awaitLeave();
    }
    System.exit(0);
  }

  private static AnalyzerConfig config(Orders orders) {
    Cluster cluster =
        new Cluster(
            orders.text("bootstrap"),
            orders.text("registry"),
            new Topics(orders.text("prefix"), orders.number("partitions")),
            Map.of("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS));
    return new AnalyzerConfig(cluster, Path.of(orders.text("state")))
        .withApplicationId(orders.text("application"))
        .withCommitInterval(COMMIT_INTERVAL)
        .withSessionTimeout(SESSION_TIMEOUT)
        .withGuarantee(ProcessingGuarantee.valueOf(orders.text("guarantee")));
  }
}
