package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Generators on the JVM or on Node.js. {@code benchmarks/run} fetches them before the measurement;
 * one that could not be had has no class path, or no modules.
 */
final class FetchedPeers {
  private final Path peers;

  /**
   * @param peers the folder benchmarks/peers
   */
  FetchedPeers(Path peers) {
    this.peers = peers;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Optional<Generator> hyperfoil() {
    return classPath("hyperfoil").map(Hyperfoil::new);
  }

  Optional<Generator> gatling() {
    return classPath("gatling").map(Gatling::new);
  }

  /** Of a peer that could be had. */
  Optional<String> classPath(String peer) {
    Path target = peers.resolve(peer).resolve("target");
    Path file = target.resolve("classpath.txt");
    try {
      return Files.isRegularFile(file)
          ? Optional.of(target.resolve("classes") + ":" + Files.readString(file).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The node_modules of a peer that could be had. */
  Optional<Path> nodeModules(String peer) {
    Path modules = peers.resolve(peer).resolve("target").resolve("node_modules").toAbsolutePath();
    return Files.isExecutable(modules.resolve(".bin/node"))
        ? Optional.of(modules)
        : Optional.empty();
  }

  private record Hyperfoil(String classPath) implements Generator {
    @Override
    public String name() {
      return "Hyperfoil";
    }

    @Override
    public Duration warmUp(Duration usual) {
      return Generator.warmUpOfJvm(usual);
    }

    @Override
    public List<String> command(NginxTarget target, Path directory, Duration length)
        throws IOException {
      Path file = directory.resolve("benchmark.hf.yaml");
      Files.writeString(
          file,
          """
          name: load
          http:
            host: %s
            sharedConnections: %d
            pipeliningLimit: 1
          threads: 1
          phases:
          - main:
              always:
                users: %d
                duration: %ds
                scenario:
                - main:
                  - httpRequest:
                      GET: /
                      metric: root
                      timeout: 10s
          """
              .formatted(target.url(), CONNECTIONS, CONNECTIONS, length.toSeconds()));
      return List.of(java(), "-Xmx512m", "-cp", classPath, "HyperfoilRun", file.toString());
    }
  }

  private record Gatling(String classPath) implements Generator {
    @Override
    public String name() {
      return "Gatling";
    }

    @Override
    public Duration warmUp(Duration usual) {
      return Generator.warmUpOfJvm(usual);
    }

    @Override
    public List<String> command(NginxTarget target, Path directory, Duration length) {
      return List.of(
          java(),
          "-Xmx1g",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "-Dgatling.data.enableAnalytics=false",
          "-Durl=" + target.url(),
          "-Dusers=" + CONNECTIONS,
          "-Dseconds=" + length.toSeconds(),
          "-cp",
          classPath,
          "io.gatling.app.Gatling",
          "-s",
          "ClosedLoop",
          "-rf",
          directory.toString(),
          "-nr");
    }
  }
}
