package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy as a proxy with a password, and as a server of HTTP/2, TLS and WebSockets. */
final class HaproxyTest {
  private static final String SCENARIO =
      """
      name: haproxy
      target: %s
      load: { arrivals: { burst: 10 } }
      steps:
        - { get: /a, expect: { contains: seen }, as: get }
        - { post: /b, json: { n: 7 }, expect: { contains: '"n":7' }, as: post }
      """;
  private static final String SOCKET =
      """
      name: haproxy
      target: %s
      load: { arrivals: { burst: 5 } }
      steps:
        - { connect: /ws, as: open }
        - { send: hello, await: { contains: hello }, as: talk }
        - { close: 1000, as: end }
      """;

  /** What a forward proxy asks for: a request with a whole URL, from somebody it knows. */
  private static final String PASSWORD =
      """
      http-request deny deny_status 400 unless { url_beg http:// }
        http-request deny deny_status 407 unless { req.hdr(proxy-authorization) "Basic bG9hZDpzM2NyZXQ=" }
      """;

  @TempDir private Path directory;
  private EchoServer echo;
  private Process haproxy;

  @BeforeEach
  void requireHaproxy() {
    boolean there = Files.isExecutable(Path.of("/usr/sbin/haproxy"));
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "skipped: HAProxy is not installed (apt install haproxy)");
    }
    assertThat(there).as("HAProxy is installed").isTrue();
    echo = new EchoServer();
  }

  @AfterEach
  void end() throws InterruptedException {
    if (haproxy != null) {
      haproxy.destroyForcibly().waitFor();
    }
    if (echo != null) {
      echo.close();
    }
  }

  @Test
  void handsRequestsToAProxyThatWantsAPassword() throws IOException {
    int port = start("", PASSWORD);
    String scenario = SCENARIO.formatted("http://127.0.0.1:" + echo.port());
    String proxy = "proxy: http://load:%s@127.0.0.1:" + port + "\n";

    assertAllSucceeded(run(scenario + proxy.formatted("s3cret")), 20);
    assertThat(run(scenario + proxy.formatted("wrong")))
        .isNotEmpty()
        .allMatch(each -> each.kind() == OutcomeKind.ERROR_STATUS && each.status() == 407);
  }

  @Test
  void speaksHttp2InTheClearWithIt() throws IOException {
    int port = start("proto h2", "http-request deny unless { req.ver 2.0 }");

    assertAllSucceeded(run(SCENARIO.formatted("http://127.0.0.1:" + port) + "http: 2\n"), 20);
  }

  @Test
  void agreesOnHttp2OverTlsWithIt() throws IOException {
    int port =
        start(
            "ssl crt %s alpn h2,http/1.1".formatted(pem()),
            "http-request deny unless { ssl_fc_alpn h2 }");

    assertAllSucceeded(
        run(SCENARIO.formatted("https://127.0.0.1:" + port) + "http: 2\ntls: { insecure: true }\n"),
        20);
  }

  @Test
  void speaksHttp1OverTlsWithIt() throws IOException {
    int port = start("ssl crt " + pem(), "http-request deny unless { ssl_fc }");

    assertAllSucceeded(
        run(SCENARIO.formatted("https://127.0.0.1:" + port) + "tls: { insecure: true }\n"), 20);
  }

  @Test
  void talksToWebSocketsBehindIt() throws IOException {
    try (SocketServer sockets = new SocketServer(peer -> SocketServer.echo(peer.upgrade()))) {
      int port = start("", "", URI.create(sockets.url()).getPort());

      assertAllSucceeded(run(SOCKET.formatted("http://127.0.0.1:" + port)), 15);
    }
  }

  private Path pem() throws IOException {
    Certificates made = Certificates.make(directory, "lab.test");
    return Files.writeString(
        directory.resolve("both.pem"),
        Files.readString(made.certificate()) + Files.readString(made.key()));
  }

  private int start(String bind, String rule) throws IOException {
    return start(bind, rule, echo.port());
  }

  /** Somebody else may have taken the port that was free. */
  private int start(String bind, String rule, int backend) throws IOException {
    OptionalInt port = OptionalInt.empty();
    for (int attempt = 0; attempt < 3 && port.isEmpty(); attempt++) {
      port = tryToStart(bind, rule, backend);
    }
    assertThat(port).as(Files.readString(directory.resolve("haproxy.log"))).isPresent();
    return port.getAsInt();
  }

  private OptionalInt tryToStart(String bind, String rule, int backend) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config = directory.resolve("haproxy.cfg");
    Files.writeString(
        config,
        """
        defaults
          mode http
          timeout connect 10s
          timeout client 60s
          timeout server 60s
        frontend in
          bind 127.0.0.1:%d %s
          %s
          default_backend echo
        backend echo
          server echo 127.0.0.1:%d
        """
            .formatted(port, bind, rule, backend));
    haproxy =
        new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !haproxy.isAlive() || listens(port));
    return haproxy.isAlive() ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void assertAllSucceeded(List<Recorded> recorded, int count) {
    assertThat(recorded).allMatch(each -> each.kind() == OutcomeKind.SUCCESS).hasSize(count);
  }

  private static List<Recorded> run(String scenario) {
    return Drive.whole(scenario);
  }
}
