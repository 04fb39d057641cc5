package io.plimsoll.load.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Damaged answers for tests of other packages. */
public final class HostileAnswers {
  private HostileAnswers() {}

  /** What to write one after the other; the same for the same seed. */
  public static List<byte[]> pieces(long seed) {
    Answers answers = new Answers(seed);
    byte[] whole = answers.damaged();
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : answers.cuts(whole.length)) {
      pieces.add(Arrays.copyOfRange(whole, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(whole, from, whole.length));
    return pieces;
  }
}
