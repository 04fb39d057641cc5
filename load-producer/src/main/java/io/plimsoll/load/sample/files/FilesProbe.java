package io.plimsoll.load.sample.files;

import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.metric.FilesMetrics;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** Reads the sizes of files, and of directories with all below them; links are not followed. */
public final class FilesProbe implements Probe {
  private final SourcePlan.Files plan;
  private final Duration timeout;
  private volatile boolean closed;

  public FilesProbe(SourcePlan.Files plan, Duration timeout) {
    this.plan = plan;
    this.timeout = timeout;
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    long until = System.nanoTime() + timeout.toNanos();
    Reading reading = new Reading();
    double together = 0;
    for (Path path : plan.paths()) {
      if (!Files.exists(path)) {
        throw new ProbeException("there is no " + path);
      }
      boolean directory = Files.isDirectory(path);
      Sum sum = new Sum(until);
      if (directory) {
        Files.walkFileTree(path, sum);
      } else {
        sum.bytes = Files.size(path);
      }
      reading.put(FilesMetrics.SIZE_BYTES, "path", path.toString(), (double) sum.bytes);
      if (directory) {
        reading.put(FilesMetrics.FILES, "path", path.toString(), (double) sum.files);
      }
      together += (double) sum.bytes;
    }
    reading.put(FilesMetrics.SIZE_BYTES, together);
    return reading;
  }

  /** Adds up what lies in a directory while it changes. */
  private final class Sum extends SimpleFileVisitor<Path> {
    private final long until;
    private long bytes;
    private long files;

    Sum(long until) {
      this.until = until;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (closed || System.nanoTime() > until) {
        throw new ProbeException("it has too many files for its timeout");
      }
      bytes += attributes.size();
      files++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException goneOrForbidden) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException goneMeanwhile) {
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
