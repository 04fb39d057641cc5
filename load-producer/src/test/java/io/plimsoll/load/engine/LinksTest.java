package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for links that an answer gave, of a target that is a part of its server. */
final class LinksTest {
  private static final String OWN = "OWN";

  private List<String> lines; // that the server was asked by

  @ParameterizedTest
  @CsvSource({
    "http://OWN/jobs/1?full=1#top, /jobs/1?full=1",
    "http://OWN, /",
    "/jobs/1, /jobs/1",
    "/api/jobs/a b, /api/jobs/a%20b",
    "jobs/1, /api/jobs/1",
    "../jobs/1, /jobs/1"
  })
  void goWhereTheyLead(String link, String asked) throws IOException {
    assertThat(followed(link))
        .extracting(Recorded::kind)
        .containsExactly(OutcomeKind.SUCCESS, OutcomeKind.SUCCESS);
    assertThat(lines).containsExactly("POST /api/jobs HTTP/1.1", "GET " + asked + " HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://other.test/jobs/1", "//other.test/", "https://OWN/", "urn:x"})
  void toAnotherServerAreNotSent(String link) throws IOException {
    assertThat(followed(link))
        .extracting(Recorded::kind, Recorded::error)
        .containsExactly(
            tuple(OutcomeKind.SUCCESS, null),
            tuple(OutcomeKind.NOT_SENT, "its link leads to another server"));
  }

  private List<Recorded> followed(String link) throws IOException {
    AtomicReference<String> own = new AtomicReference<>();
    try (RawServer server =
        new RawServer(
            (socket, request) ->
                socket
                    .getOutputStream()
                    .write(
                        "HTTP/1.1 200 OK\r\nX-Link: %s\r\nContent-Length: 0\r\n\r\n"
                            .formatted(link.replace(OWN, own.get()))
                            .getBytes(StandardCharsets.US_ASCII)))) {
      own.set(server.url().substring("http://".length()));
      List<Recorded> all =
          Drive.whole(
              """
              name: links
              target: %s/api
              load: { arrivals: { burst: 1, every: 1h } }
              timeout: 60s
              steps:
                - { post: /jobs, extract: { job: { header: X-Link } } }
                - { get: "${job}" }
              """
                  .formatted(server.url()));
      lines = server.heads().stream().map(head -> head.lines().findFirst().orElseThrow()).toList();
      return all;
    }
  }

  @Test
  void mayBePolled() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, request) ->
                socket
                    .getOutputStream()
                    .write(
                        "HTTP/1.1 200 OK\r\nX-Link: /jobs/7\r\nContent-Length: 13\r\n\r\n{\"done\":true}"
                            .getBytes(StandardCharsets.US_ASCII)))) {
      List<Recorded> all =
          Drive.whole(
              """
              name: links
              target: %s
              load: { arrivals: { burst: 1, every: 1h } }
              timeout: 60s
              steps:
                - { post: /jobs, extract: { job: { header: X-Link } } }
                - { poll: "${job}", until: $.done == true, as: done }
              """
                  .formatted(server.url()));

      assertThat(all).hasSize(3).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    }
  }
}
