package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.List;
import java.util.OptionalDouble;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** Network interfaces as OSHI tells of them, for systems without /proc. */
final class OshiNetworks implements Networks {
  private static final int LOOK_AGAIN = 30;

  private final HardwareAbstractionLayer hardware;
  private List<NetworkIF> interfaces;
  private int readings;

  OshiNetworks(HardwareAbstractionLayer hardware) {
    this.hardware = hardware;
    this.interfaces = hardware.getNetworkIFs();
  }

  @Override
  public void read(Reading reading, Counters counters) {
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
    reading.put(HostMetrics.NETWORK_RECEIVED_BYTES_PER_SECOND, received);
    reading.put(HostMetrics.NETWORK_SENT_BYTES_PER_SECOND, sent);
    reading.put(HostMetrics.NETWORK_ERRORS_PER_SECOND, errors);
    reading.put(HostMetrics.NETWORK_DROPS_PER_SECOND, drops);
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
