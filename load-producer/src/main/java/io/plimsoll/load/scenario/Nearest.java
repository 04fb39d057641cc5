package io.plimsoll.load.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that was probably meant: least edit distance (Levenshtein 1966), where swapped
 * neighbours (Damerau 1964) cost a little less than any other edit.
 */
final class Nearest {
  private static final int EDIT = 3;
  private static final int SWAP = 2;

  private Nearest() {}

  /** The nearest word, when it is near enough to be a slip. */
  static Optional<String> to(String word, Collection<String> known) {
    int furthest = EDIT * Math.max(1, word.length() / 2 - 1);
    return known.stream()
        .filter(each -> distance(word, each) <= furthest)
        .min(Comparator.comparingInt((String each) -> distance(word, each)).thenComparing(e -> e));
  }

  /** {@code "; did you mean x?"}, or nothing. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }

  /** Cost of the edits from one to the other, not minding case and the marks between words. */
  static int distance(String from, String to) {
    String a = plain(from);
    String b = plain(to);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? EDIT * (i + j) : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + EDIT;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : EDIT));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + SWAP) : best;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
