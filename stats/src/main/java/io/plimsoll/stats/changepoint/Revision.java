package io.plimsoll.stats.changepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What new values did to a change point: a series looked at again as it grows may move or withdraw
 * what was found before, and the reader must be told.
 *
 * @param kind what happened
 * @param known as it was found before; absent for a new one
 * @param now as it is found now; absent for a withdrawn one
 */
public record Revision(Kind kind, Optional<Integer> known, Optional<ChangePoint> now) {
  /** So many values apart two places are still taken for the same change. */
  static final int NEAR = 5;

  /** What happened to a change point. */
  public enum Kind {
    NEW,
    KEPT,
    MOVED,
    WITHDRAWN
  }

  /**
   * Holds what is found now against what was known. Each known one takes the nearest within five
   * values that no other has taken.
   *
   * @param known first indices at a new level, ascending
   * @param now by index
   * @return by index
   */
  public static List<Revision> of(List<Integer> known, List<ChangePoint> now) {
    List<ChangePoint> free = new ArrayList<>(now);
    List<Revision> revisions = new ArrayList<>();
    for (int index : known) {
      Optional<ChangePoint> match = nearest(index, free);
      match.ifPresent(free::remove);
      Kind kind =
          match
              .map(point -> point.index() == index ? Kind.KEPT : Kind.MOVED)
              .orElse(Kind.WITHDRAWN);
      revisions.add(new Revision(kind, Optional.of(index), match));
    }
    free.forEach(
        point -> revisions.add(new Revision(Kind.NEW, Optional.empty(), Optional.of(point))));
    revisions.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return List.copyOf(revisions);
  }

  /** Where it is now, or was. */
  public int index() {
    return now.map(ChangePoint::index).or(() -> known).orElseThrow();
  }

  private static Optional<ChangePoint> nearest(int index, List<ChangePoint> free) {
    return free.stream()
        .filter(point -> Math.abs(point.index() - index) <= NEAR)
        .min((a, b) -> Integer.compare(Math.abs(a.index() - index), Math.abs(b.index() - index)));
  }
}
