package io.plimsoll.load.sample;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Samples one source on a thread of its own. A reading that is not done when the next is due, or
 * takes longer than its timeout, is dropped and counted; the source is never read twice at a time.
 * Thread-safe.
 */
final class SourceSampler {
  private final SampledSource source;
  private final SourceKind kind;
  private final String agentId;
  private final ProbeOpener opener;
  private final AgentClock clock;
  private final SampleSink sink;
  private final Notices notices;
  private final SourceHealth health;
  private final ExecutorService worker;
  private final CountDownLatch first = new CountDownLatch(1);
  private Probe probe;
  private boolean busy;
  private boolean closed;
  private boolean absent;

  /** Makes the probe of a source; may take its time. */
  @FunctionalInterface
  interface ProbeOpener {
    Probe open() throws IOException;
  }

  SourceSampler(
      SampledSource source,
      SourceKind kind,
      String agentId,
      ProbeOpener opener,
      AgentClock clock,
      SampleSink sink,
      Notices notices) {
    this.source = source;
    this.kind = kind;
    this.agentId = agentId;
    this.opener = opener;
    this.clock = clock;
    this.sink = sink;
    this.notices = notices;
    this.health = new SourceHealth(source.id(), notices);
    this.worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "plimsoll-sample-" + source.id());
              thread.setDaemon(true);
              return thread;
            });
  }

  SampledSource source() {
    return source;
  }

  /** Completes once the source has been read, or could not be. */
  CountDownLatch first() {
    return first;
  }

  /** Whether a reading is under way. */
  synchronized boolean busy() {
    return busy;
  }

  Optional<String> warning() {
    return health.warning();
  }

  boolean failing() {
    return health.failing();
  }

  /** A sample is due. */
  void tick() {
    synchronized (this) {
      if (closed || absent) {
        return;
      }
      if (!busy) {
        busy = true;
        submit();
        return;
      }
    }
    health.missed("the reading before it takes longer than " + source.every().toMillis() + " ms");
    emit(clock.nanos(), new Reading(), 0);
  }

  private void submit() {
    try {
      worker.execute(this::attempt);
    } catch (RejectedExecutionException closing) {
      busy = false;
    }
  }

  private void attempt() {
    long began = clock.nanos();
    try {
      Reading reading = probe().read(new SampleTime(began, clock.micros(began)));
      long took = clock.nanos() - began;
      if (took > source.timeout().toNanos() && first.getCount() == 0) {
        missed(began, "took %d ms, more than its timeout of %d ms", took);
      } else {
        health.succeeded();
        emit(began, reading, took);
      }
    } catch (IOException e) {
      failed(began, e);
    } catch (RuntimeException | LinkageError defect) {
      missed(began, defect.toString());
    } finally {
      first.countDown();
      synchronized (this) {
        busy = false;
      }
    }
  }

  private void missed(long began, String form, long tookNanos) {
    missed(began, form.formatted(tookNanos / 1_000_000, source.timeout().toMillis()));
  }

  private void missed(long began, String reason) {
    health.missed(reason);
    emit(began, new Reading(), clock.nanos() - began);
  }

  private void failed(long began, IOException e) {
    if (e instanceof ProbeException known && known.isAbsent()) {
      synchronized (this) {
        absent = true;
      }
      notices.info(source.id() + " is not sampled: " + e.getMessage());
    } else {
      missed(began, Causes.of(e));
    }
  }

  private Probe probe() throws IOException {
    synchronized (this) {
      if (probe != null) {
        return probe;
      }
    }
    Probe opened = opener.open();
    synchronized (this) {
      probe = opened;
    }
    return opened;
  }

  /** The first reading is only what the next is compared with: nothing is known of rates yet. */
  private void emit(long atNanos, Reading reading, long tookNanos) {
    if (first.getCount() > 0) {
      return;
    }
    HashMap<String, Double> values = new HashMap<>(reading.values());
    values.put(SourceMetrics.SOURCE_UP, health.failing() ? 0.0 : 1.0);
    values.put(SourceMetrics.SAMPLES_MISSED, (double) health.missed());
    values.put(SourceMetrics.SAMPLING_MILLIS, (double) tookNanos / 1e6);
    SystemSample sample =
        SystemSample.newBuilder()
            .setRunId(null)
            .setAgentId(agentId)
            .setSource(source.id())
            .setSourceKind(kind)
            .setAtMicros(clock.micros(atNanos))
            .setValues(values)
            .setHistograms(reading.histograms())
            .build();
    synchronized (this) {
      if (!closed) {
        sink.accept(sample);
      }
    }
  }

  /** Nothing is emitted any more; a reading under way is given up. */
  void close() {
    Probe open;
    synchronized (this) {
      closed = true;
      open = probe;
    }
    worker.shutdownNow();
    if (open != null) {
      open.close();
    }
  }
}
