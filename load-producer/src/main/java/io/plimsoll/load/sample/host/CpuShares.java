package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;

/**
 * Shares of the processors' time by mode, from counters in the order of the first line of
 * /proc/stat, which is OSHI's, too. For one thread.
 */
final class CpuShares {
  private static final int USER = 0;
  private static final int NICE = 1;
  private static final int SYSTEM = 2;
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int IRQ = 5;
  private static final int SOFTIRQ = 6;
  private static final int STEAL = 7;

  /** How many there are. */
  static final int MODES = 8;

  private final double[] before = new double[MODES];
  private final double[] spent = new double[MODES];

  /** Takes the counters as they are now and tells nothing. */
  void begin(double[] ticks) {
    System.arraycopy(ticks, 0, before, 0, MODES);
  }

  /** Tells of the time since the counters were taken before. */
  void read(double[] ticks, Reading reading) {
    double all = 0;
    for (int i = 0; i < MODES; i++) {
      spent[i] = Math.max(0, ticks[i] - before[i]);
      all += spent[i];
    }
    begin(ticks);
    reading.ratio(HostMetrics.CPU_RATIO, all - spent[IDLE] - spent[IOWAIT], all);
    reading.ratio(HostMetrics.CPU_USER_RATIO, spent[USER], all);
    reading.ratio(HostMetrics.CPU_NICE_RATIO, spent[NICE], all);
    reading.ratio(HostMetrics.CPU_SYSTEM_RATIO, spent[SYSTEM], all);
    reading.ratio(HostMetrics.CPU_IOWAIT_RATIO, spent[IOWAIT], all);
    reading.ratio(HostMetrics.CPU_IRQ_RATIO, spent[IRQ] + spent[SOFTIRQ], all);
    reading.ratio(HostMetrics.CPU_STEAL_RATIO, spent[STEAL], all);
    reading.ratio(HostMetrics.CPU_IDLE_RATIO, spent[IDLE], all);
  }
}
