package io.plimsoll.lab.fault;

import io.plimsoll.lab.fault.FaultKind.Strength;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Faults that take resources away while they are on: processor, memory, connections, files. */
final class ResourceFaults {
  private static final int MIB = 1 << 20;
  private static final long POOL_EVERY_MILLIS = 370; // not in step with who scrapes

  private ResourceFaults() {}

  /** Threads that burn the processor for a part of each 10 ms. */
  static Runnable cpu(Strength strength) {
    int threads = Runtime.getRuntime().availableProcessors() * (int) strength.of(1, 2, 6);
    double part = strength.of(0.7, 1, 1);
    return background(
        threads,
        "lab-cpu",
        on -> {
          long until = System.nanoTime() + (long) (part * 1e7);
          while (System.nanoTime() < until && on.get()) {
            Thread.onSpinWait();
          }
          if (part < 1) {
            LockSupport.parkNanos((long) ((1 - part) * 1e7));
          }
        });
  }

  /** Objects that live just long enough to be copied by the collector again and again. */
  static Runnable garbage(Strength strength) {
    int kept = (int) (Runtime.getRuntime().maxMemory() * strength.of(0.3, 0.5, 0.7) / (MIB / 16));
    ConcurrentLinkedQueue<byte[]> living = new ConcurrentLinkedQueue<>();
    int[] size = {0};
    Runnable stop =
        background(
            (int) strength.of(1, 2, 2),
            "lab-garbage",
            on -> {
              living.add(new byte[MIB / 16]);
              synchronized (size) {
                if (++size[0] > kept) {
                  living.poll();
                  size[0]--;
                }
              }
            });
    return () -> {
      stop.run();
      living.clear();
    };
  }

  static Runnable leak(ScheduledExecutorService timer, Strength strength) {
    int bytes = (int) (strength.of(0.25, 1, 4) * MIB / 4);
    List<byte[]> kept = new ArrayList<>();
    Runnable stop = everyQuarter(timer, () -> kept.add(new byte[bytes]));
    return () -> {
      stop.run();
      timer.execute(kept::clear);
    };
  }

  static Runnable descriptors(ScheduledExecutorService timer, Strength strength) {
    int more = (int) strength.of(1, 3, 10);
    List<FileChannel> open = new ArrayList<>();
    Runnable stop =
        everyQuarter(
            timer,
            () -> {
              for (int i = 0; i < more; i++) {
                open.add(FileChannel.open(Path.of("/dev/null"), StandardOpenOption.READ));
              }
            });
    return () -> {
      stop.run();
      timer.execute(() -> open.forEach(ResourceFaults::close));
    };
  }

  /**
   * A file that grows until the fault is off, when it is deleted.
   *
   * @param log where
   */
  static Runnable log(ScheduledExecutorService timer, Strength strength, Path log) {
    byte[] lines =
        "a line of a log that nobody rotates\n"
            .repeat((int) strength.of(60, 600, 6000))
            .getBytes(StandardCharsets.UTF_8);
    Runnable stop =
        everyQuarter(
            timer,
            () -> {
              Files.createDirectories(log.toAbsolutePath().getParent());
              try (OutputStream out =
                  Files.newOutputStream(
                      log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(lines);
              }
            });
    return () -> {
      stop.run();
      timer.execute(() -> unchecked(() -> Files.deleteIfExists(log)));
    };
  }

  /** All connections are taken again and again, and held for a part of the time. */
  static Runnable pool(FaultSite site, int size, Strength strength) {
    long heldMillis = (long) (POOL_EVERY_MILLIS * strength.of(0.3, 0.6, 0.9));
    Runnable take =
        () -> {
          List<Disposable> held = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            held.add(site.database().use(Mono.never()).subscribe(done -> {}, refused -> {}));
          }
          var unused =
              site.timer()
                  .schedule(
                      () -> held.forEach(Disposable::dispose), heldMillis, TimeUnit.MILLISECONDS);
        };
    Future<?> running =
        site.timer().scheduleAtFixedRate(take, 0, POOL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return () -> running.cancel(false);
  }

  /** Each request writes to a file first, one at a time, and waits until that is on the disk. */
  static Runnable disk(FaultSite site, Strength strength) {
    long nanos = RequestFaults.millis(strength.of(4, 8, 15));
    Scheduler writers = Schedulers.newBoundedElastic(8, 100_000, "lab-disk", 10, true);
    Runnable off =
        site.faults()
            .install(
                new Fault() {
                  @Override
                  public String name() {
                    return FaultKind.SLOW_DISK.label();
                  }

                  @Override
                  public Mono<Reply> aroundRequest(Call call, Mono<Reply> next) {
                    return call.uri().startsWith("/api")
                        ? Mono.<Reply>fromRunnable(() -> write(site, nanos))
                            .subscribeOn(writers)
                            .then(next)
                        : next;
                  }
                });
    return () -> {
      off.run();
      writers.dispose();
    };
  }

  private static void write(FaultSite site, long nanos) {
    long start = System.nanoTime();
    unchecked(
        () -> {
          Path file = Files.createTempFile("lab-disk", ".tmp");
          try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.allocate(4096));
            out.force(true);
          } finally {
            Files.deleteIfExists(file);
          }
        });
    LockSupport.parkNanos(nanos * 4);
    site.diskNanos().record(System.nanoTime() - start);
  }

  private interface Step {
    void run() throws IOException;
  }

  private interface Turn {
    void take(AtomicBoolean on);
  }

  private static Runnable everyQuarter(ScheduledExecutorService timer, Step step) {
    Future<?> running =
        timer.scheduleAtFixedRate(() -> unchecked(step), 0, 250, TimeUnit.MILLISECONDS);
    return () -> running.cancel(false);
  }

  private static Runnable background(int threads, String name, Turn turn) {
    AtomicBoolean on = new AtomicBoolean(true);
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (on.get()) {
                  turn.take(on);
                }
              },
              name + "-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    return () -> on.set(false);
  }

  private static void close(FileChannel channel) {
    unchecked(channel::close);
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
