package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts TCP sockets by state, from /proc/net/tcp and tcp6. Reading those takes a microsecond or
 * two per socket, so many sockets are counted less often. A rare state is told of once it has been
 * seen. For one thread.
 */
final class Sockets {
  /** By the kernel's numbers, include/net/tcp_states.h. */
  private static final String[] STATES = {
    "",
    "established",
    "syn_sent",
    "syn_recv",
    "fin_wait1",
    "fin_wait2",
    "time_wait",
    "close",
    "close_wait",
    "last_ack",
    "listen",
    "closing",
    "new_syn_recv"
  };

  private static final int MANY = 1000;

  private final Path[] tables;
  private final Set<String> seen =
      new HashSet<>(Set.of("established", "listen", "time_wait", "close_wait"));
  private int last;

  Sockets(Path proc) {
    this.tables = new Path[] {proc.resolve("net/tcp"), proc.resolve("net/tcp6")};
  }

  void read(Reading reading, boolean slow) {
    if (last > MANY && !slow) {
      return;
    }
    int[] counts = new int[STATES.length];
    int sockets = 0;
    boolean any = false;
    for (Path table : tables) {
      try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
        any = true;
        sockets += count(lines, counts);
      } catch (IOException absent) {
        // Another system, or one without IPv6.
      }
    }
    last = sockets;
    for (int i = 1; any && i < STATES.length; i++) {
      if (counts[i] > 0) {
        seen.add(STATES[i]);
      }
      if (seen.contains(STATES[i])) {
        reading.put("tcp_connections", "state", STATES[i], counts[i]);
      }
    }
  }

  private static int count(BufferedReader lines, int[] counts) throws IOException {
    int sockets = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int state = state(line);
      if (state > 0 && state < counts.length) {
        counts[state]++;
        sockets++;
      }
    }
    return sockets;
  }

  /** The fourth word, hexadecimal; 0 in the heading. */
  private static int state(String line) {
    int at = 0;
    for (int word = 0; word < 3; word++) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      at = line.indexOf(' ', at);
      if (at < 0) {
        return 0;
      }
    }
    int high = at + 2 < line.length() ? Character.digit(line.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(line.charAt(at + 2), 16);
    return low < 0 ? 0 : high * 16 + low;
  }
}
