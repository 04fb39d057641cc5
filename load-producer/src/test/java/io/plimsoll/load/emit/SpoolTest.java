package io.plimsoll.load.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
  private static final long ROOM = 1L << 30;

  @TempDir private Path directory;

  @Test
  void givesBackInOrderAcrossSegmentsWhileBeingWritten() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<Long> read = new ArrayList<>();
    try (Spool spool = Spool.open(directory, ROOM)) {
      long written = 0;
      while (written < 60_000) {
        for (int i = random.nextInt(2000); i > 0; i--) {
          assertThat(spool.append(outcome(written++, random.nextInt(900)))).isTrue();
        }
        for (int i = random.nextInt(1500); i > 0 && !spool.isEmpty(); i--) {
          read.add(take(spool).sequence());
        }
      }
      while (!spool.isEmpty()) {
        read.add(take(spool).sequence());
      }
      assertThat(read).hasSize((int) written);
      assertThat(read).isSorted().doesNotHaveDuplicates();
      assertThat(spool.outcomes()).isZero();
      assertThat(spool.bytes()).isZero();
    }
  }

  @Test
  void keepsEveryField() throws IOException {
    try (Spool spool = Spool.open(directory, ROOM)) {
      assertThat(spool.append(SpoolEntry.outcomes(5, new int[] {3, 1}, 77, new byte[] {1, 2})))
          .isTrue();
      assertThat(spool.append(SpoolEntry.watermark(99))).isTrue();

      SpoolEntry outcome = take(spool);
      SpoolEntry watermark = take(spool);

      assertThat(outcome.isOutcome()).isTrue();
      assertThat(outcome.sequence()).isEqualTo(5);
      assertThat(outcome.count()).isEqualTo(2);
      assertThat(outcome.operation(0)).isEqualTo(3);
      assertThat(outcome.operation(1)).isEqualTo(1);
      assertThat(outcome.micros()).isEqualTo(77);
      assertThat(outcome.value()).containsExactly(1, 2);
      assertThat(watermark.isOutcome()).isFalse();
      assertThat(watermark.micros()).isEqualTo(99);
    }
  }

  @Test
  void readsWhatAKilledProcessLeftUpToTheTornEntry() throws IOException {
    try (Spool spool = Spool.open(directory, ROOM)) {
      for (int i = 0; i < 10; i++) {
        assertThat(spool.append(outcome(i, 100))).isTrue();
      }
    }
    for (int cut = 1; cut < 100; cut += 7) {
      try (RandomAccessFile file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
        file.setLength(file.length() - 1);
      }
      try (Spool spool = Spool.open(directory, ROOM)) {
        long left = spool.outcomes();
        assertThat(left).isLessThan(10);
        assertThat(spool.append(outcome(100, 100))).isTrue();
        for (int i = 0; i < left; i++) {
          assertThat(take(spool).sequence()).isEqualTo(i);
        }
        assertThat(take(spool).sequence()).isEqualTo(100);
        assertThat(spool.isEmpty()).isTrue();
      }
      rewrite(10);
    }
  }

  @Test
  void stopsAtACorruptEntry() throws IOException {
    rewrite(3);
    try (RandomAccessFile file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
      long second = file.length() / 3 + 40;
      file.seek(second);
      int was = file.read();
      file.seek(second);
      file.write(was ^ 0xff);
    }

    try (Spool spool = Spool.open(directory, ROOM)) {
      assertThat(spool.outcomes()).isEqualTo(1);
    }
  }

  @Test
  void refusesMoreThanItsLimit() throws IOException {
    try (Spool spool = Spool.open(directory, 1000)) {
      int taken = 0;
      while (spool.append(outcome(taken, 50))) {
        taken++;
      }

      assertThat(taken).isBetween(10, 13);
      assertThat(spool.bytes()).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void leavesNothingBehindWhenDeleted() throws IOException {
    Path own = directory.resolve("own");
    try (Spool spool = Spool.open(own, ROOM)) {
      assertThat(spool.append(outcome(1, 10))).isTrue();
      spool.delete();
    }
    assertThat(own).doesNotExist();
  }

  private void rewrite(int entries) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    try (Spool spool = Spool.open(directory, ROOM)) {
      for (int i = 0; i < entries; i++) {
        assertThat(spool.append(outcome(i, 100))).isTrue();
      }
    }
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static SpoolEntry outcome(long sequence, int bytes) {
    return SpoolEntry.outcomes(sequence, new int[] {0}, sequence, new byte[bytes]);
  }

  private static SpoolEntry take(Spool spool) throws IOException {
    SpoolEntry entry = spool.peek().orElseThrow();
    spool.advance();
    return entry;
  }
}
