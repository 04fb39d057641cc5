package io.plimsoll.analyzer.commit;

import java.util.function.LongConsumer;

/** Watches the time of flushes and nothing else. */
record FlushTimes(LongConsumer nanos) implements CommitObserver {
  @Override
  public void sent(String stage) {
    // not asked for
  }

  @Override
  public void flushed(long took) {
    nanos.accept(took);
  }

  @Override
  public boolean awaitsBroker() {
    return false;
  }
}
