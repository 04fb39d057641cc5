package io.plimsoll.standalone.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets a command end in order when the process is told to stop (Ctrl-C, SIGTERM): the request is
 * passed on, and the JVM waits until the command is done.
 */
final class Shutdown implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private static final long CHECK_MILLIS = 500;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Shutdown(Runnable onRequest) {
    hook =
        new Thread(
            () -> {
              requested.countDown();
              onRequest.run();
              awaitDone();
            },
            "shutdown");
  }

  /**
   * Begins to listen.
   *
   * @param onRequest must return soon; it begins the end, it does not wait for it
   */
  static Shutdown listen(Runnable onRequest) {
    Shutdown shutdown = new Shutdown(onRequest);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /**
   * Waits until the process is told to stop.
   *
   * @param failure why the work has ended by itself, if it has; asked every half second
   * @throws CommandException when it has
   */
  void awaitRequest(Supplier<Optional<String>> failure) throws InterruptedException {
    awaitRequest(failure, () -> false);
  }

  /**
   * The same, or until the work is done.
   *
   * @param over asked every half second
   */
  void awaitRequest(Supplier<Optional<String>> failure, BooleanSupplier over)
      throws InterruptedException {
    while (!over.getAsBoolean() && !requested.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      Optional<String> reason = failure.get();
      if (reason.isPresent()) {
        throw new CommandException(ExitCode.COULD_NOT_RUN, reason.get());
      }
    }
  }

  private void awaitDone() {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "plimsoll: did not end within " + PATIENCE_SECONDS + " s of being told to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command is done; the process may end. */
  @Override
  public void close() {
    done.countDown();
    if (!requested()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        // Told to stop this very moment: the hook sees that we are done.
      }
    }
  }
}
