package io.plimsoll.load.run;

import io.plimsoll.load.emit.KafkaConnection;
import io.plimsoll.load.emit.SampleEmitter;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.sample.Notices;
import io.plimsoll.load.sample.Samplers;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.topic.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Samples a machine for runs that others drive; sends nothing while none goes on. Thread-safe. */
public final class SamplingAgent implements AutoCloseable {
  private static final Duration PAST_AT_MOST = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final SampleEmitter emitter;
  private final RunWatch runs;
  private final Samplers samplers;
  private final Optional<String> only;

  private SamplingAgent(
      KafkaConnection kafka,
      SampleEmitter emitter,
      RunWatch runs,
      Optional<String> only,
      List<SampledSource> sources,
      String name,
      AgentClock clock) {
    this.kafka = kafka;
    this.emitter = emitter;
    this.runs = runs;
    this.only = only;
    this.samplers = Samplers.start(sources, name, clock, this::send, Notices.logged());
  }

  /**
   * Begins to sample.
   *
   * @param sources their ids get the name of the machine
   * @param name of the machine
   * @param only one run; empty for every run that goes on
   * @throws io.plimsoll.load.LoadException when broker or registry does not answer
   */
  public static SamplingAgent start(
      List<SampledSource> sources, String name, Optional<String> only, Cluster cluster) {
    KafkaConnection kafka = KafkaConnection.open(cluster);
    AgentClock clock = AgentClock.system();
    SampleEmitter emitter = SampleEmitter.open(kafka, name);
    RunWatch runs = RunWatch.start(kafka, cluster, clock::nowMicros);
    try {
      runs.awaitPast(PAST_AT_MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<SampledSource> here = sources.stream().map(each -> each.at(name)).toList();
    return new SamplingAgent(kafka, emitter, runs, only, here, name, clock);
  }

  private void send(SystemSample sample) {
    for (String run : sampled()) {
      emitter.send(SystemSample.newBuilder(sample).setRunId(run).build());
    }
  }

  private Set<String> sampled() {
    Set<String> active = runs.active();
    return only.map(run -> active.contains(run) ? Set.of(run) : Set.<String>of()).orElse(active);
  }

  /** Whether the one run it samples for is over; never when it samples for all. */
  public boolean done() {
    return only.map(runs::hasEnded).orElse(false);
  }

  /** Why it cannot go on. */
  public Optional<String> failure() {
    return Optional.ofNullable(runs.failure()).or(emitter::failure);
  }

  @Override
  public void close() {
    samplers.close();
    runs.close();
    emitter.close();
    kafka.close();
  }
}
