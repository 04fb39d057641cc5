package io.plimsoll.report.compare;

import java.util.Comparator;

/**
 * Which metric of which operation; of a resource, of which source.
 *
 * @param operation the operation, {@code *} for all together
 * @param metric as in limits
 */
record FigureName(String operation, String metric) implements Comparable<FigureName> {
  private static final Comparator<FigureName> ORDER =
      Comparator.comparing(FigureName::operation).thenComparing(FigureName::metric);

  @Override
  public int compareTo(FigureName other) {
    return ORDER.compare(this, other);
  }
}
