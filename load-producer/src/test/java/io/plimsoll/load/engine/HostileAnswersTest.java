package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.http.HostileAnswers;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Servers that send nonsense over real sockets, cut anywhere: every request has one outcome. */
final class HostileAnswersTest {
  private static final int REQUESTS = 400;

  @Test
  void endsEveryRequestAsExactlyOneOutcome() throws IOException {
    try (RawServer server = new RawServer(HostileAnswersTest::answer)) {
      List<Recorded> all =
          Drive.whole(
              """
              name: hostile
              target: %s
              load: { arrivals: { burst: 400, every: 1h } }
              maxConnections: 8
              steps: [ { get: /x, timeout: 20s } ]
              """
                  .formatted(server.url()));

      assertThat(all).hasSize(REQUESTS);
      assertThat(all.stream().mapToLong(Recorded::userId).sorted())
          .containsExactlyElementsOf(LongStream.range(0, REQUESTS).boxed().toList());
      // The server ends every connection, so that nothing has to wait for its time to be over.
      assertThat(all)
          .extracting(Recorded::kind)
          .doesNotContain(OutcomeKind.TIMEOUT, OutcomeKind.CONNECT_FAILED)
          .contains(OutcomeKind.SUCCESS, OutcomeKind.PROTOCOL_ERROR);
      assertThat(all)
          .filteredOn(each -> each.kind() == OutcomeKind.PROTOCOL_ERROR)
          .allMatch(each -> !each.error().isBlank());
    }
  }

  private static void answer(Socket socket, int request) throws IOException {
    OutputStream out = socket.getOutputStream();
    for (byte[] piece : HostileAnswers.pieces(request)) {
      out.write(piece);
      out.flush();
    }
    socket.close();
  }
}
