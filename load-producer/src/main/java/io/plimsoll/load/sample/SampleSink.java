package io.plimsoll.load.sample;

import io.plimsoll.schemas.SystemSample;

/** Takes samples; called from the threads of all sources, and must not wait. */
@FunctionalInterface
public interface SampleSink {
  void accept(SystemSample sample);
}
