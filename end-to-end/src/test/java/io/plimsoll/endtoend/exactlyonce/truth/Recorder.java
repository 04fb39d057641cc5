package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.TopicAdmin;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Several runs of several agents whose outcomes are known to the last one: writes them to the
 * topics in real time, as agents would, and adds them up by itself.
 */
public final class Recorder implements AutoCloseable {
  private static final long TICK_MILLIS = 25;
  private static final int TICKS_PER_MARK = 8;
  private static final int TICKS_PER_LEDGER = 40;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Truth truth = new Truth();
  private final TopicWriter topics;
  private final List<RecordedRun> runs;
  private final Plan plan;
  private ScheduledFuture<?> work;
  private long begunNanos;
  private long written;
  private long ticks;

  private Recorder(TopicWriter topics, List<RecordedRun> runs, Plan plan) {
    this.topics = topics;
    this.runs = runs;
    this.plan = plan;
  }

  /**
   * How much is recorded.
   *
   * @param runs at the same time; the clocks of every second one are an hour slow
   * @param agents of each run
   * @param outcomesPerSecond of all runs together
   * @param seed of everything random
   * @param perRecord outcomes of an agent that may share a Kafka record
   */
  public record Plan(int runs, int agents, int outcomesPerSecond, long seed, int perRecord) {
    /** With a record for each outcome. */
    public Plan(int runs, int agents, int outcomesPerSecond, long seed) {
      this(runs, agents, outcomesPerSecond, seed, 1);
    }

    /** The same in batches, as {@code --transport batched} writes them. */
    public Plan batched() {
      return new Plan(runs, agents, outcomesPerSecond, seed, 64);
    }
  }

  /** Makes sure that the topics are there and begins to write. */
  public static Recorder start(Cluster cluster, Plan plan) {
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      new TopicAdmin(admin).ensure(cluster.topics().all());
    }
    TopicWriter topics = new TopicWriter(cluster, plan.perRecord());
    long now = nowMicros();
    List<RecordedRun> runs =
        IntStream.range(0, plan.runs())
            .mapToObj(
                i ->
                    new RecordedRun(
                        "run-" + i,
                        plan.agents(),
                        topics,
                        plan.seed() + 1_000L * i,
                        i % 2 == 0 ? 0 : -HOUR_MICROS,
                        now))
            .toList();
    Recorder recorder = new Recorder(topics, runs, plan);
    recorder.begin();
    return recorder;
  }

  private void begin() {
    runs.forEach(RecordedRun::begin);
    begunNanos = System.nanoTime();
    work = thread.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Writes what is due; after a time without a broker that may be much. */
  private void tick() {
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    int due = (int) ((long) (seconds * plan.outcomesPerSecond()) - written);
    long now = nowMicros();
    runs.forEach(run -> run.write(due / runs.size(), now, truth));
    written += due;
    ticks++;
    if (ticks % TICKS_PER_MARK == 0) {
      runs.forEach(RecordedRun::mark);
    }
    if (ticks % TICKS_PER_LEDGER == 0) {
      runs.forEach(RecordedRun::ledger);
    }
  }

  /** Stops writing, ends the runs, and returns when the broker has everything. */
  public Truth finish() {
    work.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(200, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the recorder does not end");
      }
      if (!work.isCancelled()) {
        work.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the recorder failed", e.getCause());
    }
    topics.flush();
    runs.forEach(RecordedRun::end);
    return truth;
  }

  private static long nowMicros() {
    return System.currentTimeMillis() * 1000;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    topics.close();
  }
}
