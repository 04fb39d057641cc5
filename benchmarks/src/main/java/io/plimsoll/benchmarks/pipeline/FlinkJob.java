package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flink in a JVM with a class path of its own: its Kafka client is another version. */
final class FlinkJob {
  private static final String MAIN = "io.plimsoll.benchmarks.flink.FlinkMain";

  /** What Flink's own scripts open to it. */
  private static final List<String> OPTIONS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED");

  private FlinkJob() {}

  /** The class path; absent when the module {@code benchmarks/flink} has not been built. */
  static Optional<String> classpath() {
    return Optional.ofNullable(System.getProperty("bench.flink")).map(Path::of).map(FlinkJob::text);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static ChildJvm start(List<String> jvmOptions, SubjectArguments arguments) throws IOException {
    Files.createDirectories(arguments.stateDir());
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(OPTIONS);
    return ChildJvm.start(
        classpath().orElseThrow(),
        options,
        Stream.concat(Stream.of(MAIN), arguments.toList().stream()).toList());
  }

  static void run(SubjectArguments arguments) {
    throw new IllegalStateException("Flink runs in a JVM of another class path");
  }
}
