package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets over TLS and through proxies, whose access is that of requests. */
final class SocketAccessTest {
  private static final String SCENARIO =
      """
      name: access
      target: %s
      load: { arrivals: { burst: 5, every: 1h } }
      timeout: 60s
      steps:
        - { connect: /ws, as: connect }
        - { send: hello, await: { contains: hello }, as: echo }
        - { close: 1000 }
      """;

  @TempDir private static Path directory;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.make(directory, "lab.test");
  }

  @Test
  void goesOverTls() throws Exception {
    try (SocketServer server = secure()) {
      String scenario = SCENARIO.formatted("https://" + server.authority());
      String trusting =
          "tls: { ca: %s, serverName: lab.test }\n".formatted(certificates.certificate());

      assertAllWell(Drive.whole(scenario + trusting));
      assertAllWell(Drive.whole(scenario + "tls: { insecure: true }\n"));
      assertThat(Drive.whole(scenario))
          .as("nobody Java trusts has signed it")
          .hasSize(5)
          .allMatch(each -> each.kind() == OutcomeKind.CONNECT_FAILED)
          .allMatch(each -> each.error().equals("TLS handshake failed"));
    }
  }

  @Test
  void goesThroughAProxy() throws Exception {
    try (SocketServer clear = new SocketServer(peer -> SocketServer.echo(peer.upgrade()));
        SocketServer secure = secure();
        ConnectProxy proxy = ConnectProxy.start("load", "s3cret")) {
      String through = "proxy: http://load:s3cret@127.0.0.1:%d\n".formatted(proxy.port());

      assertAllWell(Drive.whole(SCENARIO.formatted(clear.url()) + through));
      assertAllWell(
          Drive.whole(
              SCENARIO.formatted("https://" + secure.authority())
                  + through
                  + "tls: { insecure: true }\n"));

      assertThat(proxy.requests()).hasSize(10).allMatch(line -> line.startsWith("CONNECT 127."));
      assertThat(Drive.whole(SCENARIO.formatted(clear.url()) + through.replace("s3cret", "wrong")))
          .hasSize(5)
          .allMatch(each -> each.kind() == OutcomeKind.CONNECT_FAILED);
    }
  }

  private static void assertAllWell(List<Recorded> all) {
    assertThat(all).hasSize(15).allMatch(each -> each.kind() == OutcomeKind.SUCCESS);
  }

  private static SocketServer secure() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificates.keys().getKeyManagers(), null, null);
    ServerSocket listening =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    return new SocketServer(peer -> SocketServer.echo(peer.upgrade()), listening);
  }
}
