package io.plimsoll.standalone.broker;

import io.plimsoll.standalone.broker.BrokerException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The broker's directory, held by an exclusive lock until closed. The lock dies with the process.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "plimsoll-broker.lock";
  private static final String META = "meta.properties";

  /** What a broker killed while it formatted the directory may have left behind. */
  private static final Set<String> HALF_FORMATTED =
      Set.of(
          LOCK,
          META + ".tmp",
          "bootstrap.checkpoint",
          "bootstrap.checkpoint.tmp",
          "__cluster_metadata-0",
          ".lock");

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      DataDirectory directory = new DataDirectory(path, lock(path));
      directory.requireOurs();
      return directory;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * Whether Kafka has written its cluster id here; it does so last, so the rest is there as well.
   */
  boolean formatted() {
    return Files.exists(path.resolve(META));
  }

  /**
   * Releases the lock; the file stays, because deleting it would let two brokers lock two files.
   */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw locked(path, "process " + owner(channel), null);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw locked(path, "this process", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
  }

  private void requireOurs() throws IOException {
    if (formatted()) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !HALF_FORMATTED.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                close();
                throw new BrokerException(
                    Code.DIRECTORY_UNUSABLE,
                    "The directory %s holds %s and no broker's data: name an empty or a new directory"
                        .formatted(path, name));
              });
    }
  }

  private static BrokerException locked(Path path, String owner, Throwable cause) {
    return new BrokerException(
        Code.DIRECTORY_LOCKED,
        "The data directory %s is in use by %s: stop that one, or name another directory"
            .formatted(path, owner),
        cause);
  }

  private static BrokerException unusable(Path path, IOException cause) {
    return new BrokerException(
        Code.DIRECTORY_UNUSABLE,
        "The data directory %s can't be used (%s): name a directory this user may write"
            .formatted(path, cause),
        cause);
  }
}
