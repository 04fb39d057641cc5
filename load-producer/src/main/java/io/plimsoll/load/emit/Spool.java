package io.plimsoll.load.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bounded first-in-first-out queue on disk for what Kafka cannot take now. Entries of a process
 * that was killed are read again up to the first torn one. Survives a killed process, not a power
 * failure (nothing is synced). For one thread.
 */
final class Spool implements AutoCloseable {
  private static final long SEGMENT_BYTES = 8L * 1024 * 1024;
  private static final String SUFFIX = ".spool";

  private final Path directory;
  private final long maxBytes;
  private final ArrayDeque<SpoolSegment> segments = new ArrayDeque<>();
  private long nextSegment;
  private long outcomes;
  private SpoolEntry head;

  private Spool(Path directory, long maxBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens the directory, making it when it is not there.
   *
   * @param maxBytes more than this is refused
   */
  static Spool open(Path directory, long maxBytes) throws IOException {
    Files.createDirectories(directory);
    Spool spool = new Spool(directory, maxBytes);
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      for (Path file : found) {
        spool.recover(file);
      }
    }
    return spool;
  }

  private void recover(Path file) throws IOException {
    SpoolSegment segment = SpoolSegment.open(file);
    for (Optional<SpoolEntry> e = segment.next(); e.isPresent(); e = segment.next()) {
      outcomes += e.get().count();
    }
    segment.truncateUnread();
    segment.rewind();
    segments.addLast(segment);
    String name = file.getFileName().toString();
    nextSegment = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
  }

  /**
   * Appends an entry.
   *
   * @return false when there is no room for it
   */
  boolean append(SpoolEntry entry) throws IOException {
    if (bytes() + SpoolSegment.FRAME_HEAD + entry.length() > maxBytes) {
      return false;
    }
    if (segments.isEmpty() || segments.getLast().bytes() >= SEGMENT_BYTES) {
      roll();
    }
    segments.getLast().append(entry);
    outcomes += entry.count();
    return true;
  }

  private void roll() throws IOException {
    if (!segments.isEmpty()) {
      segments.getLast().flush();
    }
    segments.addLast(
        SpoolSegment.open(directory.resolve("%016d%s".formatted(nextSegment++, SUFFIX))));
  }

  /** Gives what was appended to the operating system. */
  void flush() throws IOException {
    if (!segments.isEmpty()) {
      segments.getLast().flush();
    }
  }

  /** The oldest entry; empty when there is none. */
  Optional<SpoolEntry> peek() throws IOException {
    while (head == null && !segments.isEmpty()) {
      Optional<SpoolEntry> next = segments.getFirst().next();
      if (next.isPresent()) {
        head = next.get();
      } else {
        segments.removeFirst().delete();
      }
    }
    return Optional.ofNullable(head);
  }

  /** Forgets the entry that was peeked at. */
  void advance() {
    outcomes -= head.count();
    head = null;
  }

  boolean isEmpty() throws IOException {
    return segments.isEmpty() || peek().isEmpty();
  }

  /** Outcomes that wait. */
  long outcomes() {
    return outcomes;
  }

  /** Bytes on disk, those already read of the oldest file included. */
  long bytes() {
    return segments.stream().mapToLong(SpoolSegment::bytes).sum();
  }

  /** Closes the files, keeping them. */
  @Override
  public void close() throws IOException {
    for (SpoolSegment segment : segments) {
      segment.close();
    }
  }

  /** Closes and deletes the files and the directory. */
  void delete() throws IOException {
    for (SpoolSegment segment : segments) {
      segment.delete();
    }
    segments.clear();
    head = null;
    outcomes = 0;
    Files.deleteIfExists(directory);
  }
}
