package io.plimsoll.analyzer.finding;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names, so that rows need not repeat them. For one thread. */
final class Names {
  private static final int NEW = 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** Appends the number of a name, and the name when it is a new one. */
  void put(ByteWriter out, String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      out.putVarint((long) known << 1);
      return;
    }
    out.putVarint((long) names.size() << 1 | NEW);
    add(name);
    putText(out, name);
  }

  String read(ByteReader in) {
    long read = in.varint();
    if ((read & NEW) == 0) {
      return names.get((int) (read >> 1));
    }
    String name = readText(in);
    if (read >> 1 == names.size()) { // else it was written before these names were
      add(name);
    }
    return name;
  }

  private void add(String name) {
    numbers.put(name, names.size());
    names.add(name);
  }

  void encode(ByteWriter out) {
    out.putVarint(names.size());
    names.forEach(name -> putText(out, name));
  }

  void restore(ByteReader in) {
    for (long left = in.varint(); left > 0; left--) {
      add(readText(in));
    }
  }

  static void putText(ByteWriter out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putVarint(utf8.length);
    out.putBytes(utf8, 0, utf8.length);
  }

  static String readText(ByteReader in) {
    int length = (int) in.varint();
    return new String(in.source(), in.skip(length), length, StandardCharsets.UTF_8);
  }
}
