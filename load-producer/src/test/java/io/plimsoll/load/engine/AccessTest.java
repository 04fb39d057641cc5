package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.plimsoll.schemas.OutcomeKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.DefaultSslContextSpec;
import reactor.netty.tcp.SslProvider;

/** HTTP/2, TLS, certificates of our own, and proxies, against real servers of each kind. */
final class AccessTest {
  private static final String SCENARIO =
      """
      name: access
      target: %s
      load: { arrivals: { burst: 10 } }
      steps:
        - { post: /echo, json: { n: 7 }, expect: { status: 201, json: { $.n: 7 } }, extract: { n: $.n }, as: echo }
        - { get: "/moved?n=${n}", expect: { contains: arrived 7 }, as: moved }
        - { post: /up, multipart: { file: { random: 300KB } }, expect: { json: { $.bytes: "/^3\\\\d{5}$/" } }, as: upload }
        - { get: /missing, as: missing }
      """;

  @TempDir private static Path directory;
  private static Certificates server;
  private static Certificates client;

  private final Queue<String> protocols = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makeCertificates() {
    server = Certificates.make(directory, "lab.test");
    client = Certificates.make(directory, "generator.test");
  }

  @Test
  void speaksHttp2InTheClear() {
    DisposableServer target = serve(HttpServer.create().protocol(HttpProtocol.H2C));

    assertFramesAreCounted(
        assertAllWell(target, SCENARIO.formatted(url("http", target)) + "http: 2\n"));

    assertThat(protocols).isNotEmpty().containsOnly("HTTP/2.0");
  }

  @Test
  void speaksHttp2OverTls() {
    DisposableServer target =
        serve(
            secure(Http2SslContextSpec.forServer(server.keys()), settings -> {})
                .protocol(HttpProtocol.H2));

    assertFramesAreCounted(
        assertAllWell(
            target,
            SCENARIO.formatted(url("https", target))
                + "http: 2\ntls: { ca: %s, serverName: lab.test }\n"
                    .formatted(server.certificate())));

    assertThat(protocols).isNotEmpty().containsOnly("HTTP/2.0");
  }

  @Test
  void trustsOnlyWhatItIsToldTo() {
    DisposableServer target =
        serve(secure(DefaultSslContextSpec.forServer(server.keys()), settings -> {}));
    String scenario = SCENARIO.formatted(url("https", target));

    assertAllWell(target, scenario + tls("ca: " + server.certificate() + ", serverName: lab.test"));
    assertAllWell(target, scenario + "tls: { insecure: true }\n");
    for (String refused :
        List.of(
            "", // nobody Java trusts has signed it
            tls("ca: " + server.certificate()), // not its name
            tls("ca: " + client.certificate() + ", serverName: lab.test"))) {
      assertThat(run(scenario + refused))
          .as(refused)
          .isNotEmpty()
          .allMatch(each -> each.kind() == OutcomeKind.CONNECT_FAILED)
          .allMatch(each -> each.error().equals("TLS handshake failed"));
    }
    target.disposeNow();
  }

  @Test
  void showsItsOwnCertificate() {
    DisposableServer target =
        serve(
            secure(
                DefaultSslContextSpec.forServer(server.keys()),
                settings ->
                    settings
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(client.certificate().toFile())));
    String scenario = SCENARIO.formatted(url("https", target));

    assertAllWell(
        target,
        scenario
            + tls(
                "insecure: true, certificate: %s, key: %s"
                    .formatted(client.certificate(), client.key())));
    assertAllWell(
        target,
        scenario
            + tls(
                "insecure: true, certificate: %s, password: %s"
                    .formatted(client.pkcs12(), Certificates.PASSWORD)));
    assertThat(run(scenario + "tls: { insecure: true }\n"))
        .isNotEmpty()
        .noneMatch(each -> each.kind() == OutcomeKind.SUCCESS);
    target.disposeNow();
  }

  @Test
  void goesThroughAProxy() {
    DisposableServer clear = serve(HttpServer.create());
    DisposableServer secure =
        serve(secure(DefaultSslContextSpec.forServer(server.keys()), settings -> {}));
    try (ConnectProxy proxy = ConnectProxy.start("load", "s3cret")) {
      String through = "proxy: http://load:s3cret@127.0.0.1:%d\n".formatted(proxy.port());

      assertAllWell(clear, SCENARIO.formatted(url("http", clear)) + through);
      assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.contains(" http://127."));
      proxy.requests().clear();
      assertAllWell(
          secure, SCENARIO.formatted(url("https", secure)) + through + "tls: { insecure: true }\n");
      assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT "));
      assertThat(
              run(
                  SCENARIO.formatted(url("https", secure))
                      + through.replace("s3cret", "wrong")
                      + "tls: { insecure: true }\n"))
          .isNotEmpty()
          .allMatch(each -> each.kind() == OutcomeKind.CONNECT_FAILED);
    }
    clear.disposeNow();
    secure.disposeNow();
  }

  private static String tls(String settings) {
    return "tls: { " + settings + " }\n";
  }

  private static String url(String scheme, DisposableServer target) {
    return scheme + "://127.0.0.1:" + target.port();
  }

  /** Ten arrivals, each of which does everything; what is not there is a 404, not a defect. */
  private static List<Recorded> assertAllWell(DisposableServer target, String scenario) {
    List<Recorded> outcomes = run(scenario);

    assertThat(outcomes).as(target + "").hasSize(40);
    assertThat(outcomes).filteredOn(each -> each.kind() == OutcomeKind.SUCCESS).hasSize(30);
    assertThat(outcomes)
        .filteredOn(each -> each.kind() == OutcomeKind.ERROR_STATUS)
        .hasSize(10)
        .allMatch(each -> each.status() == 404);
    return outcomes;
  }

  /** Heads count too, and somebody had to wait for the connection. */
  private static void assertFramesAreCounted(List<Recorded> outcomes) {
    // A frame's head has nine bytes; headers that were sent before take one each.
    assertThat(outcomes).allMatch(each -> each.bytesSent() > 9 && each.bytesReceived() > 9);
    assertThat(outcomes)
        .filteredOn(each -> each.operation() == 2)
        .allMatch(each -> each.bytesSent() > 300_000);
    assertThat(outcomes)
        .filteredOn(each -> each.operation() == 1)
        .allMatch(each -> each.bytesReceived() > "arrived 7".length() + 9);
    assertThat(outcomes).filteredOn(each -> each.connectMicros() > 0).isNotEmpty();
  }

  private static List<Recorded> run(String scenario) {
    return Drive.whole(scenario);
  }

  private static HttpServer secure(
      SslProvider.GenericSslContextSpec<SslContextBuilder> spec,
      Consumer<SslContextBuilder> settings) {
    if (spec instanceof DefaultSslContextSpec usual) {
      usual.configure(settings);
    }
    return HttpServer.create().secure(provider -> provider.sslContext(spec));
  }

  private DisposableServer serve(HttpServer server) {
    return server
        .host("127.0.0.1")
        .port(0)
        .route(
            routes ->
                routes
                    .post(
                        "/echo",
                        (request, response) -> {
                          protocols.add(request.version().text());
                          return response
                              .status(201)
                              .sendString(request.receive().aggregate().asString());
                        })
                    .get(
                        "/moved",
                        (request, response) ->
                            response
                                .status(302)
                                .header(
                                    HttpHeaderNames.LOCATION,
                                    request.uri().replace("moved", "here"))
                                .send())
                    .get(
                        "/here",
                        (request, response) ->
                            response.sendString(
                                Mono.just("arrived " + request.uri().replaceAll(".*=", ""))))
                    .post(
                        "/up",
                        (request, response) ->
                            response.sendString(
                                request
                                    .receive()
                                    .map(bytes -> (long) bytes.readableBytes())
                                    .reduce(0L, Long::sum)
                                    .map(sum -> "{\"bytes\":" + sum + "}"))))
        .bindNow();
  }
}
