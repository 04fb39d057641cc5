package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SocketTables;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Counts TCP sockets by state, each time the tables have been read anew. A rare state is told of
 * once it has been seen. For one thread.
 */
final class SocketStates {
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

  private static final String[] METRICS =
      Arrays.stream(STATES)
          .map(state -> MetricName.of(HostMetrics.TCP_CONNECTIONS, "state", state))
          .toArray(String[]::new);

  private final SocketTables tables;
  private final Set<String> seen =
      new HashSet<>(Set.of("established", "listen", "time_wait", "close_wait"));
  private Optional<SocketTables.Sockets> told = Optional.empty();

  SocketStates(SocketTables tables) {
    this.tables = tables;
  }

  void read(Reading reading, long nanos) {
    Optional<SocketTables.Sockets> found = tables.read(nanos);
    if (found.isEmpty() || told.filter(last -> last == found.get()).isPresent()) {
      return;
    }
    told = found;
    for (int i = 1; i < STATES.length; i++) {
      int count = found.get().inState(i);
      if (count > 0) {
        seen.add(STATES[i]);
      }
      if (seen.contains(STATES[i])) {
        reading.put(METRICS[i], count);
      }
    }
  }
}
