package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Generators that are programs of their own; present where they are installed. */
final class Programs {
  private Programs() {}

  /** wrk, the yardstick: C, records nothing but a histogram. */
  static Optional<Generator> wrk() {
    return Pinned.find("wrk").map(Wrk::new);
  }

  static Optional<Generator> k6() {
    return Pinned.find("k6").map(K6::new);
  }

  private record Wrk(Path program) implements Generator {
    @Override
    public String name() {
      return "wrk";
    }

    @Override
    public List<String> command(NginxTarget target, Path directory, Duration length) {
      return List.of(
          program.toString(),
          "-t1",
          "-c" + CONNECTIONS,
          "-d" + length.toSeconds() + "s",
          target.url() + "/");
    }
  }

  private record K6(Path program) implements Generator {
    @Override
    public String name() {
      return "k6";
    }

    @Override
    public List<String> command(NginxTarget target, Path directory, Duration length)
        throws IOException {
      Path script = directory.resolve("script.js");
      Files.writeString(
          script,
          """
          import http from 'k6/http';
          export default function () { http.get('%s/'); }
          """
              .formatted(target.url()));
      return List.of(
          program.toString(),
          "run",
          "--quiet",
          "--vus",
          String.valueOf(CONNECTIONS),
          "--duration",
          length.toSeconds() + "s",
          script.toString());
    }
  }
}
