package io.plimsoll.lab.task;

import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.latency.Latencies;
import io.plimsoll.lab.latency.SeededSampler;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A fixed number of workers behind a bounded first-come queue. A worker is busy for the time its
 * task's law gives, held by a timer: a thousand workers cost no thousand threads. Thread-safe.
 */
public final class WorkerPool {
  private static final int PROGRESS_STEP = 25;

  private final TaskConfig config;
  private final ScheduledExecutorService timer;
  private final Faults faults;
  private final Clock clock;
  private final long seed;
  private final ToLongFunction<String> workNanos;
  private final FileMaker files;
  private final TaskStore store;
  private final TaskMetrics metrics;
  private final AtomicLong submitted = new AtomicLong();
  private final Deque<Task> queue = new ArrayDeque<>(); // guarded by this
  private final BitSet busy = new BitSet(); // guarded by this
  private int present; // guarded by this

  public WorkerPool(
      TaskConfig config,
      long seed,
      Latencies latencies,
      Faults faults,
      ScheduledExecutorService timer,
      Clock clock,
      FileMaker files) {
    this.config = config;
    this.present = config.workers();
    this.seed = seed;
    this.timer = timer;
    this.faults = faults;
    this.clock = clock;
    this.files = files;
    this.workNanos =
        kind -> {
          String operation = "work." + kind;
          return faults.adjustLatency(operation, latencies.nextNanos(operation));
        };
    this.store = new TaskStore(config.retained());
    this.metrics = new TaskMetrics(config.workers(), this::present, this::queued, this::active);
  }

  /** Accepts work, or nothing when all workers are busy and the queue is full. */
  public Optional<TaskView> submit(TaskSpec spec) {
    Task task = newTask(spec);
    int worker;
    synchronized (this) {
      worker = busy.nextClearBit(0);
      if (worker < present) {
        busy.set(worker);
      } else if (queue.size() < config.queueCapacity()) {
        store.add(task);
        queue.addLast(task);
        metrics.accepted(task);
        return Optional.of(task.view());
      } else {
        metrics.refused();
        return Optional.empty();
      }
    }
    store.add(task);
    metrics.accepted(task);
    TaskView accepted = task.view();
    start(task, worker);
    return Optional.of(accepted);
  }

  /** A task as it stands now. */
  public Optional<TaskView> find(String id) {
    return store.find(id).map(Task::view);
  }

  /** Tasks that are known, newest first, with {@code status} if one is given. */
  public TaskPage list(Optional<TaskStatus> status, int offset, int limit) {
    return store.list(status, offset, limit);
  }

  /** Tells the task's state now and at every change; running the result stops that. */
  public Optional<Runnable> follow(String id, Consumer<TaskView> follower) {
    return store.find(id).map(task -> task.follow(follower));
  }

  /** Tasks waiting for a worker. */
  public synchronized int queued() {
    return queue.size();
  }

  /** Workers at work. */
  public synchronized int active() {
    return busy.cardinality();
  }

  /** Workers there are. */
  public synchronized int present() {
    return present;
  }

  /**
   * Lets workers go, so that those who stay can bear this share of what is asked for now; one stays
   * in any case. Running the result brings all back.
   */
  public Runnable shrink(double share) {
    synchronized (this) {
      present = (int) Math.max(1, Math.min(present, Math.round(share * metrics.meanActive())));
    }
    return () -> {
      synchronized (this) {
        present = config.workers();
      }
      startWaiting();
    };
  }

  private void startWaiting() {
    while (true) {
      Task next;
      int worker;
      synchronized (this) {
        worker = busy.nextClearBit(0);
        next = worker < present ? queue.pollFirst() : null;
        if (next == null) {
          return;
        }
        busy.set(worker);
      }
      start(next, worker);
    }
  }

  /** The figures for the scrape. */
  public TaskMetrics metrics() {
    return metrics;
  }

  private Task newTask(TaskSpec spec) {
    long number = submitted.incrementAndGet();
    String hex = Long.toHexString(SeededSampler.mix(seed + number));
    String id = "0".repeat(16 - hex.length()) + hex;
    TaskView view = TaskView.queued(id, spec.kind(), spec.attributes(), clock.instant());
    return new Task(spec, view, System.nanoTime());
  }

  private void start(Task task, int worker) {
    task.change(task.view().started(clock.instant()));
    metrics.started(worker, task);
    long nanos = Math.round(workNanos.applyAsLong(task.spec().kind()) * task.spec().effort());
    boolean fails = faults.failsTask(task.spec().kind());
    work(task, worker, nanos, PROGRESS_STEP, fails);
  }

  private void work(Task task, int worker, long nanos, int percent, boolean fails) {
    Runnable step =
        percent < 100
            ? () -> {
              task.change(task.view().progressed(percent));
              work(task, worker, nanos, percent + PROGRESS_STEP, fails);
            }
            : () -> finish(task, worker, fails);
    long stepNanos = nanos * PROGRESS_STEP / 100;
    var unused = timer.schedule(step, stepNanos, TimeUnit.NANOSECONDS);
  }

  private void finish(Task task, int worker, boolean fails) {
    TaskView view = task.view();
    task.change(
        fails
            ? view.failed(clock.instant(), "the worker failed")
            : view.done(clock.instant(), outputOf(task)));
    store.finished(task);
    metrics.finished(worker, task, fails);
    Task next;
    synchronized (this) {
      next = worker < present ? queue.pollFirst() : null;
      if (next == null) {
        busy.clear(worker);
      }
    }
    if (next != null) {
      start(next, worker);
    }
  }

  private String outputOf(Task task) {
    long bytes = task.spec().outputBytes();
    Map<String, String> attributes = task.spec().attributes();
    return bytes == 0 ? null : files.make(task.view().id(), attributes, bytes);
  }

  /** Keeps what a task has made; gives the file's id. */
  @FunctionalInterface
  public interface FileMaker {

    String make(String taskId, Map<String, String> attributes, long bytes);
  }
}
