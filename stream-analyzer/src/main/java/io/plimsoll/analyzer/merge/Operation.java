package io.plimsoll.analyzer.merge;

import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An operation of one run, with its name in the forms it is written in. */
final class Operation {
  /** Wide windows of very many operations close in so many parts. */
  static final int PARTS = 8;

  private final int index;
  private final String name;
  private final byte[] utf8;
  private final byte[] key;
  private final int part;

  /**
   * @param index among the operations of the run
   */
  Operation(int index, String name) {
    this.index = index;
    this.name = name;
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    this.key = Topics.key(name);
    this.part = Math.floorMod(Arrays.hashCode(utf8), PARTS);
  }

  int index() {
    return index;
  }

  String name() {
    return name;
  }

  /** The part it closes with: by its name, so that it is the same after a restart. */
  int part() {
    return part;
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
