package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.stats.anomaly.Episode;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.function.Consumer;

/** The episodes of one detector of one operation, and the worst second of the one that lasts. */
final class Course {
  private Episode episode = Episode.NONE;
  private Worst worst = Worst.NONE;

  void next(boolean unusual, long startMicros, long endMicros, Worst seen) {
    episode = episode.next(unusual, startMicros, endMicros);
    if (unusual) {
      worst = worst.orWorse(seen);
    } else if (episode.isQuiet()) {
      worst = Worst.NONE;
    }
  }

  boolean isQuiet() {
    return episode.isQuiet();
  }

  /** Whether it lasts. */
  boolean isOpen() {
    return episode.open();
  }

  /** Start of its first unusual window, while it lasts. */
  long sinceMicros() {
    return episode.sinceMicros();
  }

  void clear() {
    episode = Episode.NONE;
    worst = Worst.NONE;
  }

  void tell(Kind kind, String operation, Consumer<Anomaly> told) {
    if (episode.open()) {
      told.accept(
          new Anomaly(kind, operation, episode.sinceMicros(), episode.untilMicros(), worst));
    }
  }

  void encode(ByteWriter out) {
    out.putVarint(episode.last() << 1 | (episode.open() ? 1 : 0));
    out.putLong(episode.sinceMicros());
    out.putLong(episode.untilMicros());
    Names.putText(out, worst.measure());
    out.putLong(Double.doubleToRawLongBits(worst.observed()));
    out.putLong(Double.doubleToRawLongBits(worst.expected()));
    out.putLong(Double.doubleToRawLongBits(worst.z()));
  }

  void restore(ByteReader in) {
    long flags = in.varint();
    episode = new Episode((int) (flags >> 1), (flags & 1) != 0, in.readLong(), in.readLong());
    worst =
        new Worst(
            Names.readText(in),
            Double.longBitsToDouble(in.readLong()),
            Double.longBitsToDouble(in.readLong()),
            Double.longBitsToDouble(in.readLong()));
  }
}
