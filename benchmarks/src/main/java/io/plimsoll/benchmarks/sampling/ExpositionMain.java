package io.plimsoll.benchmarks.sampling;

import com.sun.net.httpserver.HttpServer;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A program to be sampled: serves 500 series, most of them in histograms, which move each time. */
public final class ExpositionMain {
  private static final int HISTOGRAMS = 20;
  private static final int BUCKETS = 14;
  private static final int COUNTERS = 120;
  private static final int GAUGES = 60;

  private ExpositionMain() {}

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicLong scrapes = new AtomicLong();
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = text(scrapes.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ChildJvm.say("port", server.getAddress().getPort());
    ChildJvm.awaitParent();
    System.exit(0);
  }

  /** 20 histograms of 16 series, 120 counters and 60 gauges. */
  private static String text(long scrape) {
    StringBuilder text = new StringBuilder("# TYPE request_seconds histogram\n");
    for (int h = 0; h < HISTOGRAMS; h++) {
      String labels = "operation=\"operation-" + h + "\",method=\"GET\"";
      long count = 0;
      for (int b = 0; b < BUCKETS; b++) {
        count += scrape * (b + h);
        String bound = b == BUCKETS - 1 ? "+Inf" : String.valueOf(0.001 * (1 << b));
        text.append("request_seconds_bucket{").append(labels).append(",le=\"").append(bound);
        text.append("\"} ").append(count).append('\n');
      }
      text.append("request_seconds_sum{").append(labels).append("} ").append(scrape * 0.37);
      text.append("\nrequest_seconds_count{").append(labels).append("} ").append(count);
      text.append('\n');
    }
    text.append("# TYPE requests_total counter\n");
    for (int i = 0; i < COUNTERS; i++) {
      text.append("requests_total{code=\"200\",handler=\"/api/v1/handler-").append(i);
      text.append("\"} ").append(scrape * i).append('\n');
    }
    text.append("# TYPE pool_connections gauge\n");
    for (int i = 0; i < GAUGES; i++) {
      text.append("pool_connections{pool=\"pool-").append(i).append("\"} ").append(scrape % 97);
      text.append('\n');
    }
    return text.toString();
  }
}
