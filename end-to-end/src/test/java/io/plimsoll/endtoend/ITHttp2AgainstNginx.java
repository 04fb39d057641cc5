package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.NginxServer;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import io.plimsoll.endtoend.process.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS counts what the access log of a real server counts, all of it as HTTP/2. */
class ITHttp2AgainstNginx {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void countsWhatTheAccessLogCounts() throws IOException {
    Parts.require("nginx", "nginx-light");
    Parts.require("openssl", "openssl");
    try (NginxServer nginx = NginxServer.startHttp2(directory.resolve("nginx"))) {
      Path out = directory.resolve("out");
      Path file =
          Scenarios.write(
              directory,
              """
              name: nginx-http2
              target: %s
              http: 2
              tls: { ca: %s }
              load:
                arrivals: { rate: 100/s, for: 3s }
              behaviours:
                page:   { weight: 9, steps: [ { get: /index.html, expect: { contains: hello } } ] }
                broken: { weight: 1, steps: [ { get: /broken } ] }
              sla:
                page: { error_rate: < 0.1%% }
              """
                  .formatted(nginx.url(), nginx.certificate()));
      try (PlimsollProcess plimsoll =
          PlimsollProcess.start(
              directory, "run", file.toString(), "--out", out.toString(), "--http-port", "0")) {
        assertThat(plimsoll.exitCode(AT_MOST)).as(plimsoll.toString()).isZero();
      }

      RunReport report = RunReport.read(out);
      assertThat(report.complete()).isTrue();
      assertThat(report.analysed()).isEqualTo(300).isEqualTo(nginx.requests().size());
      assertThat(report.operation("broken").get("count").asLong())
          .isEqualTo(nginx.requests().stream().filter("GET /broken 500 HTTP/2.0"::equals).count());
      assertThat(nginx.requests()).allMatch(line -> line.endsWith(" HTTP/2.0"));
    }
  }
}
