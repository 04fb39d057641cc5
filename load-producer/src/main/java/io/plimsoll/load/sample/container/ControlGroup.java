package io.plimsoll.load.sample.container;

import io.plimsoll.load.sample.ProcText;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One control group of either version. For one thread. */
interface ControlGroup {
  boolean exists();

  GroupFigures read();

  /** A number of a file with one number. */
  static OptionalDouble number(Path file) {
    return known(ProcText.number(file));
  }

  /** A number of a file with a key and a number on each line. */
  static OptionalDouble value(String text, String key) {
    return known(ProcText.value(text, key + " "));
  }

  static OptionalDouble known(OptionalLong value) {
    return value.isPresent()
        ? OptionalDouble.of((double) value.getAsLong())
        : OptionalDouble.empty();
  }

  static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }

  /** What is used without what the page cache can give back. */
  static OptionalDouble workingSet(OptionalDouble used, OptionalDouble inactiveFile) {
    return used.isPresent()
        ? OptionalDouble.of(Math.max(0, used.getAsDouble() - inactiveFile.orElse(0)))
        : used;
  }

  /** Sum over the lines of the number behind a word. */
  static OptionalDouble sum(String text, String word) {
    double sum = 0;
    boolean any = false;
    for (String line : text.split("\n", -1)) {
      List<String> words = ProcText.words(line.replace('=', ' '));
      int at = words.indexOf(word);
      if (at >= 0 && at + 1 < words.size()) {
        sum += (double) ProcText.parsed(words.get(at + 1)).orElse(0);
        any = true;
      }
    }
    return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
