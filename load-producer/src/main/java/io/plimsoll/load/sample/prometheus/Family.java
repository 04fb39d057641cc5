package io.plimsoll.load.sample.prometheus;

import java.util.Map;

/**
 * Which family of metrics a series belongs to, and what it is in it.
 *
 * @param name of the family, without {@code _total}
 */
record Family(String name, Part part) {

  /** What a series is in its family. */
  enum Part {
    VALUE,
    COUNTER,
    BUCKET,
    SUM,
    /** Tells nothing that is wanted: counts of histograms, times of creation. */
    NONE
  }

  /**
   * @param types as the exposition says, by family
   */
  static Family of(String series, Map<String, String> types) {
    String type = types.getOrDefault(series, "");
    if (type.equals("counter")) {
      return new Family(without(series, "_total"), Part.COUNTER);
    }
    if (type.isEmpty()) {
      return ofSuffix(series, types);
    }
    return new Family(series, Part.VALUE);
  }

  private static Family ofSuffix(String series, Map<String, String> types) {
    for (String suffix : new String[] {"_total", "_bucket", "_sum", "_count", "_created"}) {
      String family = without(series, suffix);
      String type = types.getOrDefault(family, "");
      if (!family.equals(series) && !type.isEmpty()) {
        return new Family(family, part(suffix, type)).named(series, suffix, type);
      }
    }
    // Without a type: what is called a total is one, as everybody agreed long ago.
    return series.endsWith("_total")
        ? new Family(without(series, "_total"), Part.COUNTER)
        : new Family(series, Part.VALUE);
  }

  private static Part part(String suffix, String type) {
    boolean histogram = type.equals("histogram");
    return switch (suffix) {
      case "_total" -> Part.COUNTER;
      case "_bucket" -> histogram ? Part.BUCKET : Part.NONE;
      case "_sum" -> histogram ? Part.SUM : type.equals("summary") ? Part.COUNTER : Part.VALUE;
      case "_count" -> histogram ? Part.NONE : type.equals("summary") ? Part.COUNTER : Part.VALUE;
      default -> Part.NONE;
    };
  }

  /** Of a summary, sum and count are counters of their own. */
  private Family named(String series, String suffix, String type) {
    boolean own = !suffix.equals("_total") && !type.equals("histogram");
    return own ? new Family(series, part) : this;
  }

  private static String without(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
