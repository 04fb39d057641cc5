package io.plimsoll.analyzer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.finding.FindingStore;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 1_800_000_000L * SECOND;
  private static final int OPERATIONS = 2_000;
  private static final int COMMITS = 40;

  private final Stored stored = new Stored();
  private final Random random = new Random(7);
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, KpiAccumulator> windows = new TreeMap<>();
  private Journal journal = new Journal();

  JournalTest() {
    for (int i = 0; i < OPERATIONS; i++) {
      operations.add(new Operation(i, "operation " + i));
    }
  }

  /** Outcomes of each operation in the slot that starts then, in several commits. */
  private void fill(long slotStart) {
    for (int commit = 0; commit < COMMITS; commit++) {
      for (Operation operation : operations) {
        long second = slotStart / SECOND + random.nextInt(10);
        KpiAccumulator one = outcome(second);
        ByteWriter bytes = new ByteWriter(64);
        one.encode(bytes, second * SECOND);
        journal.add(operation, second, bytes.copy(), 0, bytes.length(), stored);
        windows.computeIfAbsent(operation.name(), name -> new KpiAccumulator()).merge(one);
      }
      journal.save(stored);
    }
  }

  private KpiAccumulator outcome(long second) {
    KpiAccumulator one = new KpiAccumulator();
    long start = second * SECOND + random.nextInt(500_000);
    int kind = random.nextInt(OutcomeKind.values().length);
    one.add(kind, start - random.nextInt(90), start, start + random.nextInt(400_000), 100, 4_000);
    return one;
  }

  private void close(long slotStart, int from, int to) {
    for (Operation operation : operations.subList(from, to)) {
      journal.closing(slotStart, operation, windows.get(operation.name()));
    }
  }

  private void restart() {
    journal = new Journal();
    stored.entries.forEach(
        (key, entry) -> journal.restore(key.slot, key.number, entry, (a, b, c, d, in) -> skip(in)));
  }

  private static void skip(ByteReader in) {
    new KpiAccumulator().mergeEncoded(in, 0);
  }

  /** What would be merged after a restart. */
  private Map<String, byte[]> restored() {
    Map<String, KpiAccumulator> merged = new TreeMap<>();
    Journal.Item merge =
        (second, bytes, offset, length, in) ->
            merged
                .computeIfAbsent(
                    new String(bytes, offset, length, StandardCharsets.UTF_8),
                    name -> new KpiAccumulator())
                .mergeEncoded(in, second * SECOND);
    Journal restored = new Journal();
    stored.entries.forEach((key, entry) -> restored.restore(key.slot, key.number, entry, merge));
    return encoded(merged);
  }

  private static Map<String, byte[]> encoded(Map<String, KpiAccumulator> kpis) {
    Map<String, byte[]> encoded = new TreeMap<>();
    kpis.forEach(
        (name, each) -> {
          ByteWriter out = new ByteWriter(64);
          each.encode(out, 0);
          encoded.put(name, out.copy());
        });
    return encoded;
  }

  private void assertNothingLost() {
    Map<String, byte[]> expected = encoded(windows);
    Map<String, byte[]> found = restored();
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void windowsTakeThePlaceOfWhatCame() {
    fill(MINUTE);
    assertNothingLost();
    long came = stored.bytes();

    close(MINUTE, 0, OPERATIONS);
    journal.closed(MINUTE, stored);

    assertThat(stored.bytes()).isLessThan(came / 3);
    assertNothingLost();
    journal.forgetThrough(MINUTE + 60 * SECOND, stored);
    assertThat(stored.entries).isEmpty();
  }

  @Test
  void whatCameStaysUntilAllWindowsAreClosed() {
    fill(MINUTE);
    long came = stored.bytes();

    close(MINUTE, 0, OPERATIONS - 1);

    assertThat(stored.bytes()).isEqualTo(came);
    assertNothingLost();
  }

  @Test
  void whatCameStaysWhenSomeWindowsClosedBeforeARestart() {
    fill(MINUTE);
    close(MINUTE, 0, OPERATIONS / 2);
    restart();
    close(MINUTE, OPERATIONS / 2, OPERATIONS);
    journal.closed(MINUTE, stored);

    assertNothingLost();
    journal.forgetThrough(MINUTE + 60 * SECOND, stored);
    assertThat(stored.entries).isEmpty();
  }

  @Test
  void theLastSlotOfAMinuteIsNotWrittenAgain() {
    long last = MINUTE + 50 * SECOND;
    fill(last);
    int puts = stored.puts;

    close(last, 0, OPERATIONS);
    journal.closed(last, stored);

    assertThat(stored.puts).isEqualTo(puts);
    assertNothingLost();
  }

  private record Key(long slot, long number) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return slot == other.slot
          ? Long.compare(number, other.number)
          : Long.compare(slot, other.slot);
    }
  }

  /** A store that keeps journals only. */
  private static final class Stored implements RunStore {
    private final TreeMap<Key, byte[]> entries = new TreeMap<>();
    private int puts;

    long bytes() {
      return entries.values().stream().mapToLong(entry -> entry.length).sum();
    }

    @Override
    public void putJournal(long slotMicros, long number, byte[] entry) {
      puts++;
      assertThat(entries.put(new Key(slotMicros, number), entry)).isNull();
    }

    @Override
    public byte[] getJournal(long slotMicros, long number) {
      return entries.get(new Key(slotMicros, number));
    }

    @Override
    public void deleteJournal(long slotMicros, long number) {
      assertThat(entries.remove(new Key(slotMicros, number))).isNotNull();
    }

    @Override
    public FindingStore detectors() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putTotals(int chunk, byte[] totals) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteTotals(int chunk) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] getSlice(long widthMicros, long startMicros) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putSlice(long widthMicros, long startMicros, byte[] slice) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteSlice(long widthMicros, long startMicros) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putRules(byte[] state) {
      throw new UnsupportedOperationException();
    }
  }
}
