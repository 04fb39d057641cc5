package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Counters.Counter;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.ProcWords;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Interfaces from /proc/net/dev. Those without an address of their hardware are left out, so what
 * goes through a tunnel is not counted twice.
 */
final class LinuxNetworks implements Networks {
  private static final int LOOK_AGAIN = 30;

  private final ProcWords table;
  private final Map<String, Card> cards = new HashMap<>();
  private Set<String> wanted = Set.of();
  private int readings;

  LinuxNetworks(Path proc) {
    this.table = ProcWords.ofList(proc.resolve("net/dev"));
  }

  /** Counters and names of one interface. */
  private record Card(
      Counter received,
      Counter sent,
      Counter errors,
      Counter drops,
      String receivedName,
      String sentName) {
    static Card of(String name, Counters counters) {
      return new Card(
          counters.counter("network received " + name),
          counters.counter("network sent " + name),
          counters.counter("network errors " + name),
          counters.counter("network drops " + name),
          MetricName.of(HostMetrics.NETWORK_RECEIVED_BYTES_PER_SECOND, "interface", name),
          MetricName.of(HostMetrics.NETWORK_SENT_BYTES_PER_SECOND, "interface", name));
    }
  }

  @Override
  public void read(Reading reading, Counters counters) {
    if (readings++ % LOOK_AGAIN == 0) {
      wanted = withHardware();
      cards.keySet().retainAll(wanted);
    }
    if (!table.read()) {
      return;
    }
    double seconds = counters.seconds();
    double received = 0;
    double sent = 0;
    double errors = 0;
    double drops = 0;
    table.nextLine();
    table.nextLine(); // two of headings
    while (table.hasMore()) {
      String name = table.wordUpTo(':');
      if (wanted.contains(name)) {
        Card card = cards.computeIfAbsent(name, any -> Card.of(any, counters));
        double in = increase(counters, card.received, table.number());
        table.skip(1);
        double badIn = table.number();
        double droppedIn = table.number();
        table.skip(4);
        double out = increase(counters, card.sent, table.number());
        table.skip(1);
        errors += increase(counters, card.errors, badIn + table.number());
        drops += increase(counters, card.drops, droppedIn + table.number());
        received += in;
        sent += out;
        reading.put(card.receivedName, in / seconds);
        reading.put(card.sentName, out / seconds);
      }
      table.nextLine();
    }
    reading.put(HostMetrics.NETWORK_RECEIVED_BYTES_PER_SECOND, received / seconds);
    reading.put(HostMetrics.NETWORK_SENT_BYTES_PER_SECOND, sent / seconds);
    reading.put(HostMetrics.NETWORK_ERRORS_PER_SECOND, errors / seconds);
    reading.put(HostMetrics.NETWORK_DROPS_PER_SECOND, drops / seconds);
  }

  private static double increase(Counters counters, Counter counter, double value) {
    return counters.increase(counter, value).orElse(0);
  }

  private static Set<String> withHardware() {
    Set<String> names = new HashSet<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!each.isLoopback() && each.getHardwareAddress() != null) {
          names.add(each.getName());
        }
      }
    } catch (SocketException unknown) {
      return names; // those that could be asked
    }
    return names;
  }
}
