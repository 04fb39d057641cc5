package io.plimsoll.analyzer.merge;

import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;

/** An operation of one run, with its name in the forms it is written in. */
final class Operation {
  private final int index;
  private final String name;
  private final byte[] utf8;
  private final byte[] key;

  /**
   * @param index among the operations of the run
   */
  Operation(int index, String name) {
    this.index = index;
    this.name = name;
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    this.key = Topics.key(name);
  }

  int index() {
    return index;
  }

  String name() {
    return name;
  }

  /** Not a copy. */
  byte[] utf8() {
    return utf8;
  }

  /** As part of a key; not a copy. */
  byte[] key() {
    return key;
  }
}
