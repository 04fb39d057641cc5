package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a subject's JVM is told.
 *
 * @param cluster where the data is
 * @param runId the run in it
 * @param records on request-outcomes
 * @param upTo records after which the measurement ends; the first half of them is the warm-up
 * @param applicationId its consumer group
 * @param stateDir its own directory
 */
record SubjectArguments(
    Cluster cluster, String runId, long records, long upTo, String applicationId, Path stateDir) {

  /** Records after which the measurement begins: what comes before is the compiler's, too. */
  long warmUp() {
    return upTo / 2;
  }

  List<String> toList() {
    return List.of(
        cluster.bootstrapServers(),
        cluster.schemaRegistryUrl(),
        cluster.topics().prefix(),
        runId,
        String.valueOf(records),
        String.valueOf(upTo),
        applicationId,
        stateDir.toString());
  }

  static SubjectArguments parse(List<String> args) {
    Topics topics = new Topics(args.get(2), Topics.DEFAULT_PARTITIONS);
    return new SubjectArguments(
        new Cluster(args.get(0), args.get(1), topics, Map.of()),
        args.get(3),
        Long.parseLong(args.get(4)),
        Long.parseLong(args.get(5)),
        args.get(6),
        Path.of(args.get(7)));
  }
}
