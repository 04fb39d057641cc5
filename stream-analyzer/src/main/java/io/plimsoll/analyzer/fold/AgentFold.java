package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.schemas.outcome.SequenceHash;
import java.util.Arrays;

/** What was read of one agent of one run since the last commit, and its last mark. */
final class AgentFold {
  /**
   * An agent writes marks twice a second. One that is further on than this tells of a spool that
   * was emptied, or of a machine that stood still, and not of time that has passed since.
   */
  static final long MOST_STEP_MICROS = 2_000_000;

  private final RunFold run;
  private final byte[] id;
  private long sequenceHash;
  private long nextSequence;
  private long watermarkMicros;
  private boolean ended;
  private boolean touched;
  private long[] seconds = new long[4];
  private long[] counts = new long[4];
  private int used;
  private int current;
  private long markedMicros; // its last mark; outlives a drain, as do the next
  private long position; // where its own marks have led it, by the clock of the run
  private long heardAt; // by the clock of the run

  AgentFold(RunFold run, byte[] id) {
    this.run = run;
    this.id = id;
  }

  /** Whether this is the agent whose name lies there. */
  boolean is(byte[] bytes, int runAt, int runLength, int idAt, int idLength) {
    return id.length == idLength
        && run.id().length == runLength
        && Arrays.equals(id, 0, idLength, bytes, idAt, idAt + idLength)
        && Arrays.equals(run.id(), 0, runLength, bytes, runAt, runAt + runLength);
  }

  void outcome(long sequence, long second) {
    touch();
    sequenceHash += SequenceHash.of(sequence);
    if (sequence >= nextSequence) {
      nextSequence = sequence + 1;
    }
    if (current >= used || seconds[current] != second) {
      select(second);
    }
    counts[current]++;
  }

  void mark(long watermark, boolean last) {
    touch();
    watermarkMicros = Math.max(watermarkMicros, watermark);
    ended |= last;
    step(watermark);
    markedMicros = Math.max(markedMicros, watermark);
    heardAt = run.elapsedMicros();
  }

  /** The agents' own steps are not added up: each goes on from where it stood itself. */
  private void step(long watermark) {
    long step = watermark - markedMicros;
    if (markedMicros == 0 || step > MOST_STEP_MICROS) {
      position = run.elapsedMicros();
    } else if (step > 0) {
      position += step;
      run.elapsedThrough(position);
    }
  }

  private void touch() {
    if (!touched) {
      touched = true;
      run.touched(this);
    }
  }

  private void select(long second) {
    for (current = 0; current < used; current++) {
      if (seconds[current] == second) {
        return;
      }
    }
    if (used == seconds.length) {
      seconds = Arrays.copyOf(seconds, used * 2);
      counts = Arrays.copyOf(counts, used * 2);
    }
    seconds[used] = second;
    counts[used] = 0;
    current = used++;
  }

  /** Writes what is held and forgets it; what was read is told before the next commit only once. */
  void drain(DeltaWriter out) {
    boolean marked = watermarkMicros > 0 || ended;
    long sinceMark = marked ? run.elapsedMicros() - heardAt : 0;
    out.agent(id, sequenceHash, nextSequence, watermarkMicros, ended, sinceMark);
    for (int i = 0; i < used; i++) {
      out.read(seconds[i], counts[i]);
    }
    sequenceHash = 0;
    nextSequence = 0;
    watermarkMicros = 0;
    ended = false;
    touched = false;
    used = 0;
    current = 0;
  }
}
