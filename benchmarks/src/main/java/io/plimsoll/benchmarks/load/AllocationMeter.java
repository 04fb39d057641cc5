package io.plimsoll.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Bytes that all threads allocate per request, from the middle of a run until shortly before its
 * end: what the start and the JVM's warm-up leave behind does not count.
 */
final class AllocationMeter implements AutoCloseable {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Double> perRequest = new CompletableFuture<>();
  private final Duration length;

  /**
   * @param length of the run
   */
  AllocationMeter(Duration length) {
    this.length = length;
  }

  /** The run begins. */
  void start(LongSupplier requests) {
    var unused =
        timer.schedule(() -> begin(requests), length.toMillis() / 2, TimeUnit.MILLISECONDS);
  }

  private void begin(LongSupplier requests) {
    long requestsThen = requests.getAsLong();
    long bytesThen = bytes();
    var unused =
        timer.schedule(
            () ->
                perRequest.complete(
                    (double) (bytes() - bytesThen) / (requests.getAsLong() - requestsThen)),
            length.toMillis() * 2 / 5,
            TimeUnit.MILLISECONDS);
  }

  private long bytes() {
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(each -> each > 0)
        .sum();
  }

  /**
   * Waits for it.
   *
   * @throws IllegalStateException when the run ended too early
   */
  double bytesPerRequest() throws InterruptedException {
    try {
      return perRequest.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the run ended before allocation could be measured", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
