package io.plimsoll.load.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where is said what becomes of sources. Thread-safe. */
public interface Notices {
  /** A source fails. */
  void warn(String message);

  /** It is back, or something else worth one line. */
  void info(String message);

  /** To the log. */
  static Notices logged() {
    Logger log = LoggerFactory.getLogger(Samplers.class);
    return new Notices() {
      @Override
      public void warn(String message) {
        log.warn("{}", message);
      }

      @Override
      public void info(String message) {
        log.info("{}", message);
      }
    };
  }
}
