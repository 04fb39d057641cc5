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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Faults that take resources away while they are on: processor, memory, connections, files. */
final class ResourceFaults {
  private static final int MIB = 1 << 20;
  private static final int KIB = 1 << 10;
  private static final int OBJECT_HEADER = 16;

  /** Larger ones would take whole regions of the heap, and so leak twice what they should. */
  private static final int LEAKED = 64 * KIB;

  private ResourceFaults() {}

  /**
   * Objects take each other's place at random, so that those that die are everywhere in the heap
   * and the collector has to copy what lives around them again and again.
   */
  static Runnable garbage(Strength strength) {
    double heap = (double) Runtime.getRuntime().maxMemory();
    int kept = (int) (heap * strength.of(0.35, 0.5, 0.65) / KIB);
    AtomicReferenceArray<byte[]> living = new AtomicReferenceArray<>(kept);
    return background(
        2,
        "lab-garbage",
        on -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          for (int i = 0; i < 1_000; i++) {
            living.setRelease(random.nextInt(kept), new byte[KIB - OBJECT_HEADER]);
          }
        });
  }

  static Runnable leak(ScheduledExecutorService timer, Strength strength) {
    int more = (int) (strength.of(0.5, 1, 2) * MIB / 4) / LEAKED;
    List<byte[]> kept = new ArrayList<>();
    Runnable stop =
        everyQuarter(
            timer,
            () -> {
              for (int i = 0; i < more; i++) {
                kept.add(new byte[LEAKED - OBJECT_HEADER]);
              }
            });
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

  /** All connections are taken again and again, and held for most of the time. */
  static Runnable pool(FaultSite site, int size, Strength strength) {
    long heldMillis = (long) strength.of(230, 570, 1_900);
    long everyMillis = (long) strength.of(370, 710, 2_100); // not in step with who scrapes
    List<Disposable> all = new CopyOnWriteArrayList<>();
    Runnable take =
        () -> {
          List<Disposable> held = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            held.add(site.database().use(Mono.never()).subscribe(done -> {}, refused -> {}));
          }
          all.addAll(held);
          var unused =
              site.timer().schedule(() -> giveBack(held, all), heldMillis, TimeUnit.MILLISECONDS);
        };
    Future<?> running =
        site.timer().scheduleAtFixedRate(take, 0, everyMillis, TimeUnit.MILLISECONDS);
    return () -> {
      running.cancel(false);
      site.timer().execute(() -> giveBack(List.copyOf(all), all));
    };
  }

  private static void giveBack(List<Disposable> held, List<Disposable> all) {
    held.forEach(Disposable::dispose);
    all.removeAll(held);
  }

  /** Each request writes to a file first, eight at a time, and waits until that is on the disk. */
  static Runnable disk(FaultSite site, Strength strength) {
    long nanos = RequestFaults.millis(strength.of(20, 50, 120));
    AtomicBoolean slow = new AtomicBoolean(true);
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
                        ? Mono.<Reply>fromRunnable(() -> write(site, nanos, slow))
                            .subscribeOn(writers)
                            .then(next)
                        : next;
                  }
                });
    return () -> {
      off.run();
      slow.set(false);
      shortlyAfter(site, writers);
    };
  }

  private static void write(FaultSite site, long nanos, AtomicBoolean slow) {
    if (!slow.get()) {
      return;
    }
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
    LockSupport.parkNanos(nanos);
    site.diskNanos().record(System.nanoTime() - start);
  }

  /** Ends threads once those who wait for them have been served. */
  static void shortlyAfter(FaultSite site, Scheduler threads) {
    var unused = site.timer().schedule(threads::dispose, 2, TimeUnit.SECONDS);
  }

  private interface Step {
    void run() throws IOException;
  }

  interface Turn {
    void take(AtomicBoolean on);
  }

  private static Runnable everyQuarter(ScheduledExecutorService timer, Step step) {
    Future<?> running =
        timer.scheduleAtFixedRate(() -> unchecked(step), 0, 250, TimeUnit.MILLISECONDS);
    return () -> running.cancel(false);
  }

  static Runnable background(int threads, String name, Turn turn) {
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
