package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.finding.FindingStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The store of stage 2: for each open run its record, ledgers, readings, windows, rules and
 * detectors, and a mark for each finished one. Keys are a letter, the run id, a zero byte, and what
 * tells its entries apart; the letters are in the order in which the entries must be taken back.
 */
final class MergeStore {
  private static final char FINISHED = 'A';
  private static final char STATE = 'B';
  private static final char RECORD = 'C';
  private static final char LEDGER = 'D';
  private static final char TOTALS = 'E';
  private static final char JOURNAL = 'F';
  private static final char RULES = 'G';
  private static final char SLICE = 'H';
  private static final char SNAPSHOT = 'I'; // of the detectors
  private static final char ROW = 'J';
  private static final char AHEAD = 'K';
  private static final byte[] NOTHING = {};
  private static final byte[] MARK = {1};

  private final KeyValueStore<Bytes, byte[]> store;

  MergeStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Receives what was stored. */
  interface Contents {
    void record(String runId, byte[] raw);

    void ledger(String runId, byte[] raw);

    void state(String runId, byte[] state);

    void totals(String runId, int chunk, byte[] totals);

    void journal(String runId, long slotMicros, long number, byte[] entry);

    void rules(String runId, byte[] state);

    void slice(String runId, long widthMicros, long startMicros, byte[] slice);

    /** The detectors of this run, which take back what they stored. */
    RunFindings detectors(String runId);

    void finished(String runId);
  }

  void putRecord(String runId, byte[] raw) {
    store.put(key(RECORD, runId, NOTHING), raw);
  }

  void putLedger(String runId, String agentId, byte[] raw) {
    store.put(key(LEDGER, runId, utf8(agentId)), raw);
  }

  void putState(String runId, byte[] state) {
    store.put(key(STATE, runId, NOTHING), state);
  }

  /** Forgets an open run but for a mark that it is finished; its windows are closed. */
  void finish(RunMerge run) {
    run.ladder().delete(windows(run.runId()));
    store.delete(key(RECORD, run.runId(), NOTHING));
    store.delete(key(STATE, run.runId(), NOTHING));
    store.delete(key(RULES, run.runId(), NOTHING));
    List.of(SLICE, SNAPSHOT, ROW, AHEAD).forEach(kind -> deleteAll(kind, run.runId()));
    run.ledgerAgents().forEach(agent -> store.delete(key(LEDGER, run.runId(), utf8(agent))));
    store.put(key(FINISHED, run.runId(), NOTHING), MARK);
  }

  private void deleteAll(char kind, String runId) {
    byte[] first = key(kind, runId, NOTHING).get();
    byte[] end = first.clone();
    end[end.length - 1]++; // the zero byte after the run id
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(Bytes.wrap(first), Bytes.wrap(end))) {
      entries.forEachRemaining(entry -> found.add(entry.key));
    }
    found.forEach(store::delete);
  }

  void forgetFinished(String runId) {
    store.delete(key(FINISHED, runId, NOTHING));
  }

  /** Where the windows of this run are kept. */
  RunStore windows(String runId) {
    return new RunStore() {
      @Override
      public void putJournal(long slotMicros, long number, byte[] entry) {
        store.put(journalKey(runId, slotMicros, number), entry);
      }

      @Override
      public byte[] getJournal(long slotMicros, long number) {
        return store.get(journalKey(runId, slotMicros, number));
      }

      @Override
      public void deleteJournal(long slotMicros, long number) {
        store.delete(journalKey(runId, slotMicros, number));
      }

      @Override
      public void putTotals(int chunk, byte[] totals) {
        store.put(totalsKey(runId, chunk), totals);
      }

      @Override
      public void deleteTotals(int chunk) {
        store.delete(totalsKey(runId, chunk));
      }

      @Override
      public byte[] getSlice(long widthMicros, long startMicros) {
        return store.get(sliceKey(runId, widthMicros, startMicros));
      }

      @Override
      public void putSlice(long widthMicros, long startMicros, byte[] slice) {
        store.put(sliceKey(runId, widthMicros, startMicros), slice);
      }

      @Override
      public void deleteSlice(long widthMicros, long startMicros) {
        Bytes name = sliceKey(runId, widthMicros, startMicros);
        if (store.get(name) != null) { // a deletion, too, would be written to the changelog
          store.delete(name);
        }
      }

      @Override
      public void putRules(byte[] state) {
        store.put(key(RULES, runId, NOTHING), state);
      }

      @Override
      public FindingStore detectors() {
        return new Detectors(runId);
      }
    };
  }

  private static Bytes journalKey(String runId, long slotMicros, long number) {
    ByteBuffer rest = ByteBuffer.allocate(2 * Long.BYTES).putLong(slotMicros).putLong(number);
    return key(JOURNAL, runId, rest.array());
  }

  private static Bytes sliceKey(String runId, long widthMicros, long startMicros) {
    ByteBuffer rest = ByteBuffer.allocate(2 * Long.BYTES);
    return key(SLICE, runId, rest.putLong(widthMicros).putLong(startMicros).array());
  }

  private static Bytes numbered(char kind, String runId, long number) {
    return key(kind, runId, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static Bytes totalsKey(String runId, int chunk) {
    return key(TOTALS, runId, ByteBuffer.allocate(Integer.BYTES).putInt(chunk).array());
  }

  /** Tells of everything stored. */
  void readAll(Contents contents) {
    for (char kind = FINISHED; kind <= AHEAD; kind++) {
      readAll(kind, contents);
    }
  }

  private void readAll(char kind, Contents contents) {
    Bytes from = Bytes.wrap(new byte[] {(byte) kind});
    Bytes to = Bytes.wrap(new byte[] {(byte) (kind + 1)});
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        read(ByteBuffer.wrap(entry.key.get()), entry.value, contents);
      }
    }
  }

  private static void read(ByteBuffer key, byte[] value, Contents contents) {
    char kind = (char) key.get();
    String runId = untilZero(key);
    switch (kind) {
      case RECORD -> contents.record(runId, value);
      case LEDGER -> contents.ledger(runId, value);
      case STATE -> contents.state(runId, value);
      case FINISHED -> contents.finished(runId);
      case TOTALS -> contents.totals(runId, key.getInt(), value);
      case JOURNAL -> contents.journal(runId, key.getLong(), key.getLong(), value);
      case RULES -> contents.rules(runId, value);
      case SLICE -> contents.slice(runId, key.getLong(), key.getLong(), value);
      case SNAPSHOT -> contents.detectors(runId).snapshot(value);
      case ROW -> contents.detectors(runId).row(key.getLong(), value);
      case AHEAD -> contents.detectors(runId).ahead(value);
      default -> throw new IllegalStateException("an entry of kind " + kind + " in the store");
    }
  }

  private static String untilZero(ByteBuffer key) {
    int start = key.position();
    int end = start;
    while (key.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    key.get(name).get();
    return new String(name, StandardCharsets.UTF_8);
  }

  private static Bytes key(char kind, String runId, byte[] rest) {
    byte[] run = utf8(runId);
    return Bytes.wrap(
        ByteBuffer.allocate(run.length + rest.length + 2)
            .put((byte) kind)
            .put(run)
            .put((byte) 0)
            .put(rest)
            .array());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where the detectors of a run are kept. */
  private final class Detectors implements FindingStore {
    private final String runId;

    Detectors(String runId) {
      this.runId = runId;
    }

    @Override
    public void putSnapshot(int chunk, byte[] bytes) {
      store.put(numbered(SNAPSHOT, runId, chunk), bytes);
    }

    @Override
    public void putRow(long startMicros, byte[] row) {
      store.put(numbered(ROW, runId, startMicros), row);
    }

    @Override
    public void deleteRow(long startMicros) {
      store.delete(numbered(ROW, runId, startMicros));
    }

    @Override
    public void putAhead(byte[] readings) {
      store.put(key(AHEAD, runId, NOTHING), readings);
    }
  }
}
