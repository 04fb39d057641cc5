package io.plimsoll.load.sample;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads small files of the kernel. Stateless. */
public final class ProcText {
  private ProcText() {}

  /** The whole file; empty when it is not there or may not be read. */
  public static Optional<String> read(Path file) {
    // Half of what a channel costs; these files have no length to ask for.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** The number that is the file's whole text. */
  public static OptionalLong number(Path file) {
    return read(file).map(text -> parsed(text.trim())).orElse(OptionalLong.empty());
  }

  /** The number behind a key at the start of a line, in the file's own unit. */
  public static OptionalLong value(String text, String key) {
    int at = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
    if (at == 0 && !text.startsWith(key)) {
      return OptionalLong.empty();
    }
    int from = at + key.length();
    while (from < text.length() && !Character.isDigit(text.charAt(from))) {
      if (text.charAt(from) == '\n') {
        return OptionalLong.empty();
      }
      from++;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return parsed(text.substring(from, to));
  }

  /** A whole number; empty when it is none. */
  public static OptionalLong parsed(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The words of a line. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      while (at < line.length() && line.charAt(at) <= ' ') {
        at++;
      }
      int from = at;
      while (at < line.length() && line.charAt(at) > ' ') {
        at++;
      }
      if (at > from) {
        words.add(line.substring(from, at));
      }
    }
    return words;
  }
}
