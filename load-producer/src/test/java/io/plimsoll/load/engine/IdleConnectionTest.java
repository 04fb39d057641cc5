package io.plimsoll.load.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Servers that end a kept connection just when another request is on its way over it. */
final class IdleConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String RESTED = "1100ms";
  private static final String IN_USE = "0s";

  @Test
  void sendsOnceMoreWhenTheConnectionHadBeenIdle() throws IOException {
    Seen seen = twice("get: /x", RESTED, endsTheSecond());

    assertThat(seen.outcomes()).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(seen.requests()).isEqualTo(3);
    assertThat(seen.connections()).isEqualTo(2);
    assertThat(seen.sentAgain()).isEqualTo(1);
    Recorded first = seen.outcomes().get(0);
    assertThat(seen.outcomes().get(1))
        .satisfies(again -> assertThat(again.bytesSent()).isEqualTo(2 * first.bytesSent()))
        .satisfies(again -> assertThat(again.connectMicros()).isNotNegative());
  }

  @Test
  void sendsTheWholeBodyAgain() throws IOException {
    Seen seen = twice("put: /x, body: some text", RESTED, endsTheSecond());

    assertThat(seen.outcomes()).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    assertThat(seen.sentAgain()).isEqualTo(1);
  }

  @Test
  void neverSendsTwiceWhatMayNotBeDoneTwice() throws IOException {
    Seen seen = twice("post: /x", RESTED, endsTheSecond());

    assertSecondTorn(seen);
  }

  @Test
  void hidesNothingThatHappensToConnectionsInUse() throws IOException {
    Seen seen = twice("get: /x", IN_USE, endsTheSecond());

    assertSecondTorn(seen);
  }

  @Test
  void takesWhatWasBegunAsTheAnswer() throws IOException {
    Seen seen = twice("get: /x", RESTED, ends(n -> n == 1, OK.substring(0, 9)));

    assertSecondTorn(seen);
  }

  @Test
  void sendsNoThirdTime() throws IOException {
    Seen seen = twice("get: /x", RESTED, ends(n -> n > 0, ""));

    assertThat(seen.outcomes())
        .extracting(Recorded::kind)
        .containsExactly(OutcomeKind.SUCCESS, OutcomeKind.PROTOCOL_ERROR);
    assertThat(seen.requests()).isEqualTo(3);
    assertThat(seen.sentAgain()).isEqualTo(1);
  }

  private record Seen(List<Recorded> outcomes, int requests, int connections, long sentAgain) {}

  private static void assertSecondTorn(Seen seen) {
    assertThat(seen.outcomes())
        .extracting(Recorded::kind)
        .containsExactly(OutcomeKind.SUCCESS, OutcomeKind.PROTOCOL_ERROR);
    assertThat(seen.requests()).isEqualTo(2);
    assertThat(seen.sentAgain()).isZero();
  }

  /** One caller that asks twice. */
  private static Seen twice(String step, String pause, RawServer.Script script) throws IOException {
    String scenario =
        """
        name: idle
        target: %s
        load: { arrivals: { burst: 1, every: 1h } }
        thinkTime: %s
        steps: [ { %s }, { %s } ]
        """;
    try (RawServer server = new RawServer(script);
        Drive drive =
            new Drive(scenario.formatted(server.url(), pause, step, step), 1, Drive.PATIENCE)) {
      List<Recorded> outcomes = drive.start().untilNobodyIsLeft();
      long sentAgain = drive.engine().snapshot().sentAgain();
      return new Seen(outcomes, server.requests(), server.connections(), sentAgain);
    }
  }

  private static RawServer.Script endsTheSecond() {
    return ends(n -> n == 1, "");
  }

  /** Answers all but these, whose connection ends after so much of an answer. */
  private static RawServer.Script ends(IntPredicate these, String after) {
    return (socket, n) -> {
      write(socket, these.test(n) ? after : OK);
      if (these.test(n)) {
        socket.close();
      }
    };
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }
}
