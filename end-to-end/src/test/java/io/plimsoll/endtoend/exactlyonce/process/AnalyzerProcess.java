package io.plimsoll.endtoend.exactlyonce.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** An analyzer in a JVM of its own. */
public final class AnalyzerProcess implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  private final ChildJvm jvm;

  private AnalyzerProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * @param directory of this instance alone; the same again is a restart
   * @param application instances of the same one share the work
   */
  public static AnalyzerProcess start(
      Cluster cluster, Path directory, String application, AnalyzerOrders how) {
    Map<String, String> orders = new HashMap<>();
    orders.put("bootstrap", cluster.bootstrapServers());
    orders.put("registry", cluster.schemaRegistryUrl());
    orders.put("prefix", cluster.topics().prefix());
    orders.put("partitions", String.valueOf(cluster.topics().partitions()));
    orders.put("state", directory.resolve("state").toString());
    orders.put("application", application);
    orders.put("guarantee", how.guarantee().name());
    how.halt()
        .ifPresent(
            halt -> {
              orders.put("haltStage", halt.stage());
              orders.put("haltCommit", String.valueOf(halt.commit()));
            });
    return new AnalyzerProcess(ChildJvm.start(directory, "analyzer", AnalyzerMain.class, orders));
  }

  /** Waits until it has made that many commits with news of both stages in them. */
  public void awaitCommits(int commits) {
    jvm.awaitLines("fold", commits, AT_MOST);
    jvm.awaitLines("merge", commits, AT_MOST);
  }

  /** Waits until it has made that many more. */
  public void awaitMoreCommits(int more) {
    long fold = jvm.lines("fold") + more;
    long merge = jvm.lines("merge") + more;
    jvm.awaitLines("fold", fold, AT_MOST);
    jvm.awaitLines("merge", merge, AT_MOST);
  }

  /** Waits until it has halted before the commit it was told of. */
  public void awaitHalt() {
    assertThat(jvm.exitCode(AT_MOST)).as("halted%s", jvm).isEqualTo(AnalyzerMain.HALTED);
  }

  /** Lets it work for a while; it must not end by itself. */
  public void letWork(Duration time) {
    jvm.letWork(time);
  }

  /** Commits about to be made so far, of both stages. */
  public long commits() {
    return jvm.lines("fold") + jvm.lines("merge");
  }

  public boolean isAlive() {
    return jvm.isAlive();
  }

  /** kill −9. */
  public void kill() {
    jvm.kill();
  }

  /** Closes it in order. */
  public void leave() {
    jvm.leave();
  }

  @Override
  public void close() {
    jvm.close();
  }

  @Override
  public String toString() {
    return jvm.toString();
  }
}
