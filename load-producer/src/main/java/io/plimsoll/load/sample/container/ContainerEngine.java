package io.plimsoll.load.sample.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.load.sample.ProbeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Asks a container engine with Docker's API over its socket; Podman answers the same. */
final class ContainerEngine {
  /** Where engines usually listen. */
  static final List<Path> SOCKETS =
      List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 4 << 20;

  private final Path socket;

  ContainerEngine(Path socket) {
    this.socket = socket;
  }

  /**
   * The first process of a container, as the machine numbers it.
   *
   * @throws ProbeException when no container of this name runs
   */
  long processOf(String container) throws IOException {
    String path = "/containers/" + URLEncoder.encode(container, StandardCharsets.UTF_8) + "/json";
    String answer = get(path);
    if (!answer.startsWith("HTTP/1.0 200") && !answer.startsWith("HTTP/1.1 200")) {
      throw new ProbeException(
          "the container engine at %s does not know a container %s".formatted(socket, container));
    }
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    JsonNode state = JSON.readTree(body.substring(body.indexOf('{'))).path("State");
    long pid = state.path("Pid").asLong(0);
    if (pid <= 0) {
      throw new ProbeException("container " + container + " does not run");
    }
    return pid;
  }

  /** HTTP/1.0, so that the engine closes after its answer and sends it in one piece. */
  private String get(String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String request = "GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n";
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(16 * 1024);
      while (channel.read(in) >= 0 && answer.size() < MOST_BYTES) {
        answer.write(in.array(), 0, in.position());
        in.clear();
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
