package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.LimitText.Form;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How limits of each kind are written. */
final class LimitForms {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

  static final Form THROUGHPUT =
      new Form("throughput", Optional.of(false), "a rate like \"> 50/s\"", Units::rate);

  private LimitForms() {}

  static Form latency(String name) {
    return new Form(name, Optional.of(true), Units.DURATION, text -> duration(text, 1000));
  }

  static Form share(String name) {
    return new Form(
        name, Optional.of(true), "a percentage from 0% to 100% like < 0.1%", Units::percentage);
  }

  static Form growth(String name) {
    return new Form(name, Optional.of(true), "a percentage like < 5%", LimitForms::anyPercentage);
  }

  static Form price() {
    return new Form(
        "cost", Optional.of(true), "a price per request like < 0.01", LimitForms::number);
  }

  /** By the unit at the end of the metric's name. */
  static Form metric(String metric, Optional<Boolean> upper) {
    String name = metric.indexOf('{') < 0 ? metric : metric.substring(0, metric.indexOf('{'));
    if (name.endsWith("_ratio")) {
      return new Form(
          metric, upper, "a percentage like < 80%", text -> either(anyPercentage(text), text));
    }
    if (name.endsWith("_bytes")) {
      return new Form(metric, upper, "a size like < 2GB", text -> either(size(text), text));
    }
    if (name.endsWith("_millis")) {
      return new Form(
          metric, upper, Units.DURATION, text -> either(duration(text, 1_000_000), text));
    }
    if (name.endsWith("_micros")) {
      return new Form(metric, upper, Units.DURATION, text -> either(duration(text, 1000), text));
    }
    if (name.endsWith("_per_second")) {
      return new Form(metric, upper, Units.RATE, text -> either(Units.rate(text), text));
    }
    return new Form(metric, upper, "a number like < 1000", LimitForms::number);
  }

  private static OptionalDouble either(OptionalDouble first, String text) {
    return first.isPresent() ? first : number(text);
  }

  static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Also more than all. */
  static OptionalDouble anyPercentage(String text) {
    Matcher percent = PERCENT.matcher(text);
    return percent.matches()
        ? OptionalDouble.of(Double.parseDouble(percent.group(1)) / 100)
        : OptionalDouble.empty();
  }

  private static OptionalDouble size(String text) {
    OptionalLong size = Units.size(text);
    return size.isPresent() ? OptionalDouble.of((double) size.getAsLong()) : OptionalDouble.empty();
  }

  private static OptionalDouble duration(String text, double nanosPerUnit) {
    return Units.duration(text)
        .map(time -> OptionalDouble.of((double) time.toNanos() / nanosPerUnit))
        .orElse(OptionalDouble.empty());
  }
}
