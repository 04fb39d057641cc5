package io.plimsoll.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a rehearsal is held against answers whatever the engine sends, on kept connections. */
class RehearsalTargetTest {
  private static final String ANSWER_END = "\"state\":\"done\"}";

  @Test
  void answersRequestsOneAfterTheOtherWithTheirBodiesReadToTheEnd() throws IOException {
    try (RehearsalTarget target = RehearsalTarget.start();
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
      connection.setSoTimeout(60_000);
      assertThat(answerTo(connection, "GET /files HTTP/1.1\r\nhost: x\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK");
      assertThat(answerTo(connection, "POST /t HTTP/1.1\r\nContent-Length: 4\r\n\r\n\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK");
      assertThat(answerTo(connection, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    }
  }

  private static String answerTo(Socket connection, String request) throws IOException {
    connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = connection.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith(ANSWER_END)) {
      answer.append((char) in.read());
    }
    return answer.toString();
  }
}
