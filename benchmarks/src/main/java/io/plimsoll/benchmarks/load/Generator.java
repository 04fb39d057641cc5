package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A load generator that can be told to keep 64 connections busy without a pause. */
interface Generator {
  int CONNECTIONS = 64;

  String name();

  /**
   * The command of a run, for {@link Pinned#start}.
   *
   * @param directory for what it writes
   * @param length how long it sends
   */
  List<String> command(NginxTarget target, Path directory, Duration length) throws IOException;

  /** How long it sends before it is measured, where others do so for {@code usual}. */
  default Duration warmUp(Duration usual) {
    return usual;
  }

  /**
   * Three times as long: until then a JVM still compiles, at the cost of about a quarter of what it
   * does, and Gatling needs twice as much per request as later.
   */
  static Duration warmUpOfJvm(Duration usual) {
    return usual.multipliedBy(3);
  }

  /** Whether it has to be waited for, since it ends with something worth knowing. */
  default boolean endsByItself() {
    return false;
  }
}
