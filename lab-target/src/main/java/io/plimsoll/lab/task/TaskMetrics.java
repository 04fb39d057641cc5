package io.plimsoll.lab.task;

import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import io.plimsoll.lab.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * Figures of the background work, under the names S0 7.1 and S4 ask for. A worker's use is the
 * share of the last sampling interval in which it held a task. Thread-safe.
 */
public final class TaskMetrics implements Collector {
  private static final double NEWEST = 0.1;

  private final int workers;
  private final IntSupplier size;
  private final IntSupplier queued;
  private final IntSupplier active;
  private final Map<String, LongAdder> submittedByKind = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> finishedByStatus = new ConcurrentSkipListMap<>();
  private final LongAdder refused = new LongAdder();
  private final Histogram taskNanos = Histogram.ofNanos();
  private final Histogram queueNanos = Histogram.ofNanos();
  private final AtomicLongArray startedAtNanos; // 0 while idle
  private final AtomicLongArray busyNanos;
  private final AtomicLongArray sampledNanos;
  private final AtomicLongArray sampledPercent;
  private volatile double meanActive;
  private long lastSampleNanos = System.nanoTime(); // used by the sampling thread only

  TaskMetrics(int workers, IntSupplier size, IntSupplier queued, IntSupplier active) {
    this.workers = workers;
    this.size = size;
    this.queued = queued;
    this.active = active;
    this.startedAtNanos = new AtomicLongArray(workers);
    this.busyNanos = new AtomicLongArray(workers);
    this.sampledNanos = new AtomicLongArray(workers);
    this.sampledPercent = new AtomicLongArray(workers);
  }

  void accepted(Task task) {
    submittedByKind.computeIfAbsent(task.spec().kind(), kind -> new LongAdder()).increment();
  }

  void refused() {
    refused.increment();
  }

  void started(int worker, Task task) {
    long now = System.nanoTime();
    queueNanos.record(now - task.submittedNanos());
    startedAtNanos.set(worker, now == 0 ? 1 : now);
  }

  void finished(int worker, Task task, boolean failed) {
    long now = System.nanoTime();
    busyNanos.addAndGet(worker, now - startedAtNanos.getAndSet(worker, 0));
    taskNanos.record(now - task.submittedNanos());
    String status = failed ? "failed" : "done";
    finishedByStatus.computeIfAbsent(status, word -> new LongAdder()).increment();
  }

  /** Takes a sample of each worker's use; called at even intervals by one thread. */
  public void sample() {
    long now = System.nanoTime();
    long interval = Math.max(1, now - lastSampleNanos);
    lastSampleNanos = now;
    double active = 0;
    for (int worker = 0; worker < workers; worker++) {
      long since = startedAtNanos.get(worker);
      long busy = busyNanos.get(worker) + (since == 0 ? 0 : now - since);
      long share = 100 * (busy - sampledNanos.getAndSet(worker, busy)) / interval;
      sampledPercent.set(worker, Math.max(0, Math.min(100, share)));
      active += sampledPercent.get(worker) / 100.0;
    }
    double before = meanActive; // written by this thread only
    meanActive = before + NEWEST * (active - before);
  }

  /** Workers that were at work lately, mean of about ten samples. */
  double meanActive() {
    return meanActive;
  }

  @Override
  public void collect(Exposition out) {
    counters(out);
    out.single("celery_queue_length", "gauge", "Tasks waiting for a worker.", queued.getAsInt());
    out.single("worker_pool_size", "gauge", "Workers.", size.getAsInt());
    out.single("worker_pool_active_count", "gauge", "Workers at work.", active.getAsInt());
    String usage = "worker_cpu_usage_percent";
    out.family(usage, "gauge", "Share of the last second in which the worker held a task.");
    for (int worker = 0; worker < workers; worker++) {
      out.sample(usage, sampledPercent.get(worker), "worker", Integer.toString(worker));
    }
    histogram(out, "celery_task_duration_seconds", "Submission to end in seconds.", taskNanos);
    histogram(out, "celery_task_queue_seconds", "Submission to start in seconds.", queueNanos);
  }

  private void counters(Exposition out) {
    out.family("task_submitted_total", "counter", "Tasks accepted.");
    submittedByKind.forEach(
        (kind, count) -> out.sample("task_submitted_total", count.sum(), "kind", kind));
    out.single(
        "task_rejected_total", "counter", "Tasks refused: the queue was full.", refused.sum());
    out.single("task_completed_total", "counter", "Tasks ended well.", finished("done"));
    out.single("task_errors_total", "counter", "Tasks ended in failure.", finished("failed"));
    out.family("celery_tasks_total", "counter", "Tasks ended, by status.");
    finishedByStatus.forEach(
        (status, count) -> out.sample("celery_tasks_total", count.sum(), "status", status));
  }

  private long finished(String status) {
    LongAdder count = finishedByStatus.get(status);
    return count == null ? 0 : count.sum();
  }

  private static void histogram(Exposition out, String name, String help, Histogram histogram) {
    out.family(name, "histogram", help);
    histogram.write(out, name);
  }
}
