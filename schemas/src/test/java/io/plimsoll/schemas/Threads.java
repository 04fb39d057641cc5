package io.plimsoll.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on many threads that begin together. */
public final class Threads {
  private Threads() {}

  /** One piece of work; it gets the thread's number. */
  public interface Work {
    void run(int thread) throws Exception;
  }

  /** Returns when all are done; throws what one of them threw. */
  public static void together(int threads, Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        Callable<Void> task =
            () -> {
              start.await();
              work.run(thread);
              return null;
            };
        all.add(executor.submit(task));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
