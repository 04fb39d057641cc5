package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcomes of the last slots, merged. Old slots leave as new ones come without merging all the
 * others again: what is merged of the older ones is kept from each of them on, that of the newer
 * ones as a whole, so that a slot is merged three times in all. Slots without outcomes take no
 * memory. For one thread.
 */
final class LatencyWindow {
  private final int slots;
  private final TreeMap<Long, KpiAccumulator> bySlot = new TreeMap<>();
  private final List<Long> olderSlots = new ArrayList<>(); // newest first
  private final List<KpiAccumulator> fromOlder = new ArrayList<>(); // from that slot to the first
  private final KpiAccumulator newer = new KpiAccumulator();
  private final KpiAccumulator merged = new KpiAccumulator();

  LatencyWindow(int slots) {
    this.slots = slots;
  }

  int slots() {
    return slots;
  }

  /** Adds to a slot: the newest one, or an older one that is still kept. */
  void add(long slot, KpiAccumulator kpis) {
    bySlot.computeIfAbsent(slot, none -> new KpiAccumulator()).merge(kpis);
    if (olderSlots.isEmpty() || slot > olderSlots.get(0)) {
      newer.merge(kpis);
    } else {
      rebuild();
    }
  }

  /** Everything in the window that ends with this slot; valid until the next call. */
  KpiAccumulator upTo(long slot) {
    evict(slot - slots);
    merged.clear();
    if (!fromOlder.isEmpty()) {
      merged.merge(fromOlder.get(fromOlder.size() - 1));
    }
    merged.merge(newer);
    return merged;
  }

  /** Forgets the slots up to this one. */
  private void evict(long through) {
    boolean newerToo = false;
    while (!bySlot.isEmpty() && bySlot.firstKey() <= through) {
      bySlot.pollFirstEntry();
      if (olderSlots.isEmpty()) {
        newerToo = true;
      } else {
        olderSlots.remove(olderSlots.size() - 1);
        fromOlder.remove(fromOlder.size() - 1);
      }
    }
    if (newerToo) {
      rebuild();
    }
  }

  private void rebuild() {
    olderSlots.clear();
    fromOlder.clear();
    newer.clear();
    KpiAccumulator from = null;
    for (Map.Entry<Long, KpiAccumulator> slot : bySlot.descendingMap().entrySet()) {
      KpiAccumulator next = new KpiAccumulator();
      next.merge(slot.getValue());
      if (from != null) {
        next.merge(from);
      }
      olderSlots.add(slot.getKey());
      fromOlder.add(next);
      from = next;
    }
  }

  /** What lies in this slot; null when nothing does. */
  KpiAccumulator at(long slot) {
    return bySlot.get(slot);
  }
}
