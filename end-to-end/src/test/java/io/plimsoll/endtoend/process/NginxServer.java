package io.plimsoll.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Debian's nginx on a free loopback port: a static file, a 500, and an access log to count by. */
public final class NginxServer implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { worker_connections 2048; }
      http {
        log_format line '$request_method $uri $status%3$s';
        access_log %1$s/access.log line;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        keepalive_requests 100000;
        server {
          listen 127.0.0.1:%2$d%4$s;
          root %1$s/www;
          location = /broken { return 500 "broken"; }
        }
      }
      """;

  private final Process process;
  private final int port;
  private final Path directory;

  private final boolean secure;

  private NginxServer(Process process, int port, Path directory, boolean secure) {
    this.process = process;
    this.port = port;
    this.directory = directory;
    this.secure = secure;
  }

  public static NginxServer start(Path directory) throws IOException {
    Files.createDirectories(directory);
    return start(directory, "", "", false);
  }

  /** HTTP/2 over TLS, with a certificate made for it; the log has the protocol, too. */
  public static NginxServer startHttp2(Path directory) throws IOException {
    Files.createDirectories(directory);
    makeCertificate(directory);
    String listen =
        " ssl http2; ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem"
            .formatted(directory);
    return start(directory, " $server_protocol", listen, true);
  }

  private static void makeCertificate(Path directory) throws IOException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.out").toFile())
            .start();
    try {
      assertThat(openssl.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(openssl.exitValue()).isZero();
  }

  private static NginxServer start(Path directory, String logged, String listen, boolean secure)
      throws IOException {
    int port = freePort();
    Files.createDirectories(directory.resolve("www"));
    Files.writeString(directory.resolve("www/index.html"), "<h1>hello</h1>\n".repeat(20));
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(configuration, CONFIGURATION.formatted(directory, port, logged, listen));
    Process process =
        new ProcessBuilder("nginx", "-p", directory.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.out").toFile())
            .start();
    NginxServer server = new NginxServer(process, port, directory, secure);
    Awaitility.await("nginx").atMost(Duration.ofMinutes(2)).until(server::accepts);
    return server;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean accepts() {
    assertThat(process.isAlive()).as("nginx runs").isTrue();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String url() {
    return (secure ? "https" : "http") + "://127.0.0.1:" + port;
  }

  /** PEM file of the certificate, where there is one. */
  public Path certificate() {
    return directory.resolve("cert.pem");
  }

  /** Lines of the access log: method, path and status. */
  public List<String> requests() {
    try {
      return Files.readAllLines(directory.resolve("access.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
