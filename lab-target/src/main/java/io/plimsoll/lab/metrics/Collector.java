package io.plimsoll.lab.metrics;

/** Something that shows figures of its own at a scrape. Called from any thread. */
@FunctionalInterface
public interface Collector {

  /** Writes whole metric families; a family's name belongs to one collector only. */
  void collect(Exposition out);
}
