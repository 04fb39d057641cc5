package io.plimsoll.report.view;

import java.util.Comparator;

/**
 * Which metric of which source.
 *
 * @param source stable id of the source
 * @param metric metric name, ending in its unit
 */
public record ResourceName(String source, String metric) implements Comparable<ResourceName> {
  private static final Comparator<ResourceName> ORDER =
      Comparator.comparing(ResourceName::source).thenComparing(ResourceName::metric);

  @Override
  public int compareTo(ResourceName other) {
    return ORDER.compare(this, other);
  }
}
