package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.finding.FindingSink;
import io.plimsoll.analyzer.finding.FindingStore;
import io.plimsoll.analyzer.finding.FindingWatch;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The detectors of one run, from when its record has come, and what is taken back of them after a
 * restart. For one thread.
 */
final class RunFindings {
  private Optional<FindingWatch> watch = Optional.empty();
  private Optional<ByteArrayOutputStream> chunks = Optional.empty();

  void record(RunRecord newest) {
    if (watch.isEmpty() || watch.get().isFresh()) {
      watch = Optional.of(new FindingWatch(newest));
    }
  }

  void sample(SystemSample sample) {
    watch().ifPresent(each -> each.sample(sample));
  }

  void judge(long throughMicros, WindowLadder ladder, FindingStore store, FindingSink sink) {
    watch()
        .ifPresent(
            each -> each.judge(throughMicros, ladder::secondFrom, ladder::second, store, sink));
  }

  void save(FindingStore store) {
    watch().ifPresent(each -> each.save(store));
  }

  void finish(FindingSink sink) {
    watch().ifPresent(each -> each.finish(sink));
  }

  /** Takes back a chunk of the snapshot; in order, before everything else. */
  void snapshot(byte[] chunk) {
    if (chunks.isEmpty()) {
      chunks = Optional.of(new ByteArrayOutputStream(chunk.length));
    }
    chunks.get().writeBytes(chunk);
  }

  void row(long startMicros, byte[] row) {
    watch().ifPresent(each -> each.restoreRow(startMicros, row));
  }

  void ahead(byte[] readings) {
    watch().ifPresent(each -> each.restoreAhead(readings));
  }

  /** As it is once the chunks have come. */
  private Optional<FindingWatch> watch() {
    if (chunks.isPresent()) {
      byte[] snapshot = chunks.get().toByteArray();
      chunks = Optional.empty();
      watch.ifPresent(each -> each.restoreSnapshot(snapshot));
    }
    return watch;
  }
}
