package io.plimsoll.lab.metrics;

/**
 * Writes the Prometheus text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
 * Not thread-safe: one writer per scrape.
 */
public final class Exposition {
  /** The media type of what {@link #text} returns. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder out = new StringBuilder(8_192);

  /** Starts a metric family; its samples follow before the next family. */
  public Exposition family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ');
    escape(help, false);
    out.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** A sample; {@code labels} are names and values in turns. */
  public Exposition sample(String name, double value, String... labels) {
    out.append(name);
    if (labels.length > 0) {
      char separator = '{';
      for (int i = 0; i < labels.length; i += 2) {
        out.append(separator).append(labels[i]).append("=\"");
        escape(labels[i + 1], true);
        out.append('"');
        separator = ',';
      }
      out.append('}');
    }
    out.append(' ').append(number(value)).append('\n');
    return this;
  }

  /** A sample of a whole number; beyond 2^53 it is rounded. */
  public Exposition sample(String name, long value, String... labels) {
    return sample(name, (double) value, labels);
  }

  /** A family with one whole number without labels. */
  public Exposition single(String name, String type, String help, long value) {
    return single(name, type, help, (double) value);
  }

  /** A family with one sample without labels. */
  public Exposition single(String name, String type, String help, double value) {
    return family(name, type, help).sample(name, value);
  }

  /** Everything written so far. */
  public String text() {
    return out.toString();
  }

  /** A number as the format spells it. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private void escape(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '"' -> out.append(quotes ? "\\\"" : "\"");
        default -> out.append(c);
      }
    }
  }
}
