package io.plimsoll.schemas.topic;

import io.plimsoll.schemas.AcknowledgedChanges;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Baseline;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunComparison;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.ScalingProfile;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.topic.Topic.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.Utils;

/**
 * Every topic of plimsoll: name, key, value, partitions and policy in one place. Immutable and
 * thread-safe.
 *
 * <p>Topics keyed by run all have {@link #partitions()} partitions and are written to the partition
 * that {@link #partitionOf} names, so that one analyzer task sees all there is about a run.
 */
public final class Topics {
  public static final String DEFAULT_PREFIX = "plimsoll.";
  public static final int DEFAULT_PARTITIONS = 6;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Map<String, String> LARGE_RECORDS = Map.of("max.message.bytes", "16777216");

  /**
   * For what is written over and over, or deleted as it ages: the broker compacts closed segments
   * only, and by default they are closed at a gigabyte. Readers take seconds, so that a minute is
   * enough for tombstones.
   */
  private static final Map<String, String> COMPACTED_SOON =
      Map.of(
          "segment.bytes", "16777216",
          "min.cleanable.dirty.ratio", "0.2",
          "delete.retention.ms", "60000",
          "max.message.bytes", "16777216");

  private final String prefix;
  private final int partitions;
  private final List<Topic> all;

  public Topics() {
    this(DEFAULT_PREFIX, DEFAULT_PARTITIONS);
  }

  /**
   * @param prefix what every name begins with
   * @param partitions of every topic but the small ones
   */
  public Topics(String prefix, int partitions) {
    this.prefix = prefix;
    this.partitions = partitions;
    this.all =
        List.of(
            runs(),
            requestOutcomes(),
            systemSamples(),
            agentLedger(),
            kpiWindows(),
            resourceWindows(),
            findings(),
            slaEvents(),
            runSummaries(),
            baselines(),
            comparisons(),
            acknowledgedChanges(),
            scalingProfiles(),
            commands(),
            deadLetters());
  }

  public Topic runs() {
    return byRun(
        "runs", "run id", RunRecord.getClassSchema(), Policy.COMPACT, WEEK, "load-producer");
  }

  public Topic requestOutcomes() {
    return topic(
        "request-outcomes",
        "none (sticky batches; with 500 operations and more, by operation and second); also carries RequestOutcomeBatch and AgentProgress marks",
        RequestOutcome.getClassSchema(),
        Policy.DELETE,
        WEEK,
        "load-producer",
        Map.of());
  }

  public Topic systemSamples() {
    return byRun(
        "system-samples",
        "source id",
        SystemSample.getClassSchema(),
        Policy.DELETE,
        WEEK,
        "load-producer");
  }

  public Topic agentLedger() {
    return topic(
        "agent-ledger",
        "run id|agent",
        AgentLedger.getClassSchema(),
        Policy.COMPACT,
        WEEK,
        "load-producer",
        COMPACTED_SOON);
  }

  public Topic kpiWindows() {
    return topic(
        "kpi-windows",
        "run id|operation|width|start",
        KpiWindow.getClassSchema(),
        Policy.COMPACT_AND_DELETE,
        WindowsKept.MINUTES,
        "stream-analyzer",
        COMPACTED_SOON);
  }

  public Topic resourceWindows() {
    return topic(
        "resource-windows",
        "run id|source|metric|width|start",
        ResourceWindow.getClassSchema(),
        Policy.COMPACT_AND_DELETE,
        WindowsKept.MINUTES,
        "stream-analyzer",
        COMPACTED_SOON);
  }

  public Topic findings() {
    return byRun(
        "findings",
        "run id|finding id",
        Finding.getClassSchema(),
        Policy.COMPACT,
        WEEK,
        "stream-analyzer");
  }

  public Topic slaEvents() {
    return byRun(
        "sla-events",
        "run id|rule|operation",
        SlaEvent.getClassSchema(),
        Policy.DELETE,
        MONTH,
        "stream-analyzer");
  }

  public Topic runSummaries() {
    return topic(
        "run-summaries",
        "run id",
        RunSummary.getClassSchema(),
        Policy.COMPACT,
        WEEK,
        "stream-analyzer",
        COMPACTED_SOON);
  }

  public Topic baselines() {
    return small(
        "baselines",
        "scenario|branch|environment",
        Baseline.getClassSchema(),
        Policy.COMPACT,
        "report-service");
  }

  public Topic comparisons() {
    return small(
        "comparisons", "run id", RunComparison.getClassSchema(), Policy.COMPACT, "report-service");
  }

  public Topic acknowledgedChanges() {
    return small(
        "acknowledged-changes",
        "scenario|branch|environment",
        AcknowledgedChanges.getClassSchema(),
        Policy.COMPACT,
        "report-service");
  }

  public Topic scalingProfiles() {
    return small(
        "scaling-profiles",
        "profile id",
        ScalingProfile.getClassSchema(),
        Policy.COMPACT,
        "report-service");
  }

  public Topic commands() {
    return small("commands", "run id", Command.getClassSchema(), Policy.DELETE, "stream-analyzer");
  }

  public Topic deadLetters() {
    return topic(
        "dead-letters",
        "none",
        DeadLetter.getClassSchema(),
        Policy.DELETE,
        MONTH,
        "stream-analyzer",
        LARGE_RECORDS);
  }

  /** All of them, in the order of the design. */
  public List<Topic> all() {
    return all;
  }

  public String prefix() {
    return prefix;
  }

  /** Number of partitions of the topics keyed by run. */
  public int partitions() {
    return partitions;
  }

  /**
   * The partition of everything about this run, on every topic keyed by run: 0 … {@link
   * #partitions()} − 1.
   */
  public int partitionOf(String runId) {
    return Utils.toPositive(Utils.murmur2(runId.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /**
   * The key of a record: its parts joined by {@code |}. Within a part, {@code |} becomes {@code \|}
   * and {@code \} becomes {@code \\}, so that different parts never give the same key.
   *
   * @throws NullPointerException when a part is null
   */
  public static byte[] key(Object... parts) {
    StringJoiner key = new StringJoiner("|");
    for (int i = 0; i < parts.length; i++) {
      key.add(escaped(Objects.requireNonNull(parts[i], "part " + i + " of a key").toString()));
    }
    return key.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String part) {
    boolean plain = part.indexOf('|') < 0 && part.indexOf('\\') < 0;
    return plain ? part : part.replace("\\", "\\\\").replace("|", "\\|");
  }

  private Topic byRun(
      String name, String key, Schema value, Policy policy, Duration retention, String writer) {
    return topic(name, key, value, policy, retention, writer, Map.of());
  }

  private Topic small(String name, String key, Schema value, Policy policy, String writer) {
    return new Topic(prefix + name, key, value, 1, policy, WEEK, writer, Map.of());
  }

  private Topic topic(
      String name,
      String key,
      Schema value,
      Policy policy,
      Duration retention,
      String writer,
      Map<String, String> settings) {
    return new Topic(prefix + name, key, value, partitions, policy, retention, writer, settings);
  }
}
