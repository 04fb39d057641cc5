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
 * @param warmUp records after which the measurement begins
 * @param upTo records after which it ends
 * @param applicationId its consumer group
 * @param stateDir its own directory
 */
record SubjectArguments(
    Cluster cluster, String runId, long warmUp, long upTo, String applicationId, Path stateDir) {

  List<String> toList() {
    return List.of(
        cluster.bootstrapServers(),
        cluster.schemaRegistryUrl(),
        cluster.topics().prefix(),
        runId,
        String.valueOf(warmUp),
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
