package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** nginx with one worker on one core that answers 200 at once, and counts what it is asked. */
final class NginxTarget implements AutoCloseable {
  private static final Pattern COUNTS = Pattern.compile("\\s(\\d+) (\\d+) (\\d+)\\s");
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private long ownRequests;

  private NginxTarget(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static NginxTarget start(Path directory) throws IOException, InterruptedException {
    Path nginx =
        Pinned.find("nginx")
            .orElseThrow(() -> new IOException("nginx is missing: install the package nginx"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config = directory.resolve("nginx.conf");
    Files.writeString(config, config(directory, port));
    Process process =
        Pinned.start(
            Pinned.TARGET_CORE,
            directory.resolve("nginx.log"),
            List.of(nginx.toString(), "-c", config.toString()));
    NginxTarget target = new NginxTarget(process, port);
    target.awaitStart();
    return target;
  }

  private static String config(Path directory, int port) {
    return """
    worker_processes 1;
    daemon off;
    pid %1$s/nginx.pid;
    error_log %1$s/nginx-error.log error;
    worker_rlimit_nofile 65536;
    events { worker_connections 8192; multi_accept on; }
    http {
      access_log off;
      keepalive_timeout 75s;
      keepalive_requests 1000000000;
      default_type text/plain;
      client_body_temp_path %1$s/nginx-body;
      proxy_temp_path %1$s/nginx-proxy;
      fastcgi_temp_path %1$s/nginx-fastcgi;
      uwsgi_temp_path %1$s/nginx-uwsgi;
      scgi_temp_path %1$s/nginx-scgi;
      server {
        listen 127.0.0.1:%2$d backlog=4096;
        location = / { return 200 "hello world\\n"; }
        location = /status { stub_status; }
      }
    }
    """
        .formatted(directory.toAbsolutePath(), port);
  }

  private void awaitStart() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        requests();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("nginx did not start; its log is in the working directory", notYet);
        }
        LockSupport.parkNanos(50_000_000L);
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Requests it has served so far, without those that ask for this number. */
  long requests() throws IOException, InterruptedException {
    HttpRequest ask = HttpRequest.newBuilder(URI.create(url() + "/status")).build();
    String text = client.send(ask, HttpResponse.BodyHandlers.ofString()).body();
    Matcher found = COUNTS.matcher(text);
    if (!found.find()) {
      throw new IOException("no request count in nginx's status: " + text);
    }
    ownRequests++;
    return Long.parseLong(found.group(3)) - ownRequests;
  }

  @Override
  public void close() throws InterruptedException {
    Pinned.end(process);
  }
}
