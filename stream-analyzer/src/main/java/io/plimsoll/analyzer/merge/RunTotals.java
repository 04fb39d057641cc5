package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.BitSet;

/**
 * What lies in the closed minutes of a run, by operation. It is stored in chunks of operations, so
 * that a minute's end takes few writes. For one thread.
 */
final class RunTotals {
  private final Operations operations;
  private final Cells cells;
  private final BitSet dirtyChunks = new BitSet();
  private final BitSet storedChunks = new BitSet();
  private boolean restored;
  private final ByteWriter encoded = new ByteWriter(1 << 12);

  RunTotals(Operations operations, AccumulatorPool pool) {
    this.operations = operations;
    this.cells = new Cells(0, pool, new KpiAccumulator());
  }

  /** That of the operation, which is about to change. */
  KpiAccumulator change(int operation) {
    dirtyChunks.set(operations.chunkOf(operation));
    return cells.change(operation);
  }

  Cells cells() {
    return cells;
  }

  /** Writes what has changed to the store. */
  void save(RunStore store) {
    if (restored) {
      restored = false;
      storedChunks.andNot(dirtyChunks);
      storedChunks.stream().forEach(store::deleteTotals);
      storedChunks.clear();
    }
    dirtyChunks.stream().forEach(chunk -> store.putTotals(chunk, encode(chunk)));
    storedChunks.or(dirtyChunks);
    dirtyChunks.clear();
  }

  private byte[] encode(int chunk) {
    encoded.reset();
    for (Operation operation : operations.chunk(chunk)) {
      KpiAccumulator kpis = cells.find(operation.index());
      if (kpis != null) {
        byte[] name = operation.utf8();
        encoded.putVarint(name.length);
        encoded.putBytes(name, 0, name.length);
        kpis.encode(encoded, 0);
      }
    }
    return encoded.copy();
  }

  /**
   * Takes back a chunk. Its operations may get other numbers than they had, so all of them are
   * written anew at the next save.
   */
  void restore(int chunk, byte[] totals) {
    restored = true;
    storedChunks.set(chunk);
    ByteReader in = new ByteReader(totals);
    while (in.hasMore()) {
      int length = (int) in.varint();
      Operation operation = operations.of(in.source(), in.skip(length), length);
      change(operation.index()).mergeEncoded(in, 0);
    }
  }

  /** Gives the accumulators back; nothing must be asked of these totals any more. */
  void release() {
    cells.release();
  }

  /** Removes what was stored. */
  void delete(RunStore store) {
    storedChunks.stream().forEach(store::deleteTotals);
  }
}
