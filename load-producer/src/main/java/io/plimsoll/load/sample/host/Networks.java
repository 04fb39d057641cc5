package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.util.List;
import java.util.OptionalDouble;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** Reads the network interfaces but loopback. For one thread. */
final class Networks {
  private static final int LOOK_AGAIN = 30;

  private final HardwareAbstractionLayer hardware;
  private List<NetworkIF> interfaces;
  private int readings;

  Networks(HardwareAbstractionLayer hardware) {
    this.hardware = hardware;
    this.interfaces = hardware.getNetworkIFs();
  }

  void read(Reading reading, Counters counters) {
    if (++readings % LOOK_AGAIN == 0) {
      interfaces = hardware.getNetworkIFs();
    }
    double received = 0;
    double sent = 0;
    double errors = 0;
    double drops = 0;
    for (NetworkIF each : interfaces) {
      each.updateAttributes();
      String name = each.getName();
      received += rate(reading, counters, "network_received_bytes", name, each.getBytesRecv());
      sent += rate(reading, counters, "network_sent_bytes", name, each.getBytesSent());
      errors += rate(counters, "errors", name, each.getInErrors() + each.getOutErrors());
      drops += rate(counters, "drops", name, each.getInDrops() + each.getCollisions());
    }
    reading.put("network_received_bytes_per_second", received);
    reading.put("network_sent_bytes_per_second", sent);
    reading.put("network_errors_per_second", errors);
    reading.put("network_drops_per_second", drops);
  }

  private static double rate(
      Reading reading, Counters counters, String metric, String name, long value) {
    double rate = rate(counters, metric, name, value);
    reading.put(metric + "_per_second", "interface", name, rate);
    return rate;
  }

  private static double rate(Counters counters, String what, String name, long value) {
    OptionalDouble increase = counters.increase(what + " " + name, (double) value);
    return increase.orElse(0) / counters.seconds();
  }
}
