package io.plimsoll.load.emit;

import java.util.concurrent.CompletableFuture;

/** Lets a thread wait for a record's fate. */
final class FutureReceipt extends Receipt {
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  CompletableFuture<Void> done() {
    return done;
  }

  @Override
  void acknowledged() {
    done.complete(null);
  }

  @Override
  void failed(Exception cause) {
    done.completeExceptionally(cause);
  }
}
