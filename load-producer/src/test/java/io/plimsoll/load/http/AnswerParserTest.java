package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers of HTTP/1.1 mean (RFC 9112). */
final class AnswerParserTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Test
  void readsABodyOfGivenLength() {
    Reading read = Reading.of(OK + "Content-Length: 5\r\n\r\nhello");

    assertThat(read.complete()).isTrue();
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("hello");
    assertThat(read.keepsConnection()).isTrue();
  }

  @Test
  void leavesWhatFollowsAnAnswerUnread() {
    assertThat(Reading.of(OK + "Content-Length: 2\r\n\r\nokHTTP/1.1 200").unread()).isEqualTo(12);
    assertThat(Reading.of(OK + "Content-Length: 0\r\n\r\n\r\n").unread()).isEqualTo(2);
    assertThat(Reading.of("HTTP/1.1 204 No Content\r\n\r\nx").unread()).isEqualTo(1);
  }

  @Test
  void readsChunksWithExtensionsAndTrailers() {
    Reading read =
        Reading.of(
            OK
                + "transfer-encoding: Chunked\r\n\r\n"
                + "3;name=\"v\"\r\nabc\r\nA \r\n0123456789\r\n0;last\r\nX-Sum: 1\r\nX-B: 2\r\n\r\n");

    assertThat(read.complete()).isTrue();
    assertThat(read.body()).isEqualTo("abc0123456789");
    assertThat(read.keepsConnection()).isTrue();
    assertThat(read.unread()).isZero();
  }

  @Test
  void readsToTheEndOfTheConnectionWhenNothingFramesTheBody() {
    AnswerParser parser = new AnswerParser();
    Reading plain = Reading.of(parser, false, (OK + "\r\nto the end").getBytes(ISO_8859_1));

    assertThat(plain.progress()).isEqualTo(AnswerParser.Progress.MORE);
    assertThat(plain.body()).isEqualTo("to the end");
    assertThat(parser.completeWhenClosed()).isTrue();

    Reading.of(parser, false, (OK + "Transfer-Encoding: gzip\r\n\r\nx").getBytes(ISO_8859_1));
    assertThat(parser.completeWhenClosed()).isTrue();

    Reading.of(parser, false, (OK + "Content-Length: 9\r\n\r\nx").getBytes(ISO_8859_1));
    assertThat(parser.completeWhenClosed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 101})
  void expectsNoBodyOfSomeStatuses(int status) {
    Reading read = Reading.of("HTTP/1.1 " + status + "\r\nContent-Length: 7\r\n\r\n");

    assertThat(read.complete()).isTrue();
    assertThat(read.status()).isEqualTo(status);
    assertThat(read.keepsConnection()).isEqualTo(status != 101);
  }

  @Test
  void expectsNoBodyOfHead() {
    assertThat(Reading.ofHead(OK + "Content-Length: 7\r\n\r\n").complete()).isTrue();
    assertThat(Reading.ofHead(OK + "Transfer-Encoding: chunked\r\n\r\n").complete()).isTrue();
    assertThat(Reading.ofHead(OK + "\r\n").keepsConnection()).isTrue();
  }

  @Test
  void skipsInterimAnswers() {
    Reading read =
        Reading.of(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx");

    assertThat(read.complete()).isTrue();
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.headers()).doesNotContain("Link");
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, X: y, true",
    "1.1, Connection: close, false",
    "1.1, connection: Upgrade , true",
    "1.1, 'Connection: foo, Close', false",
    "1.0, X: y, false",
    "1.0, Connection: Keep-Alive, true",
    "1.0, 'Connection: keep-alive, close', false",
    "1.1, Transfer-Encoding: x, true"
  })
  void knowsWhetherTheConnectionStays(String version, String header, boolean stays) {
    Reading read = Reading.ofHead("HTTP/" + version + " 200 OK\r\n" + header + "\r\n\r\n");

    assertThat(read.keepsConnection()).isEqualTo(stays);
  }

  @Test
  void doesNotTrustAConnectionWithTwoFramings() {
    String chunks = "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";

    assertThat(Reading.of(OK + "Content-Length: 3\r\n" + chunks).body()).isEqualTo("a");
    assertThat(Reading.of(OK + "Content-Length: 3\r\n" + chunks).keepsConnection()).isFalse();
    assertThat(
            Reading.of("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + chunks).keepsConnection())
        .isFalse();
  }

  @Test
  void takesBareLineFeedsAndFoldedHeaders() {
    Reading read = Reading.of("HTTP/1.1 200\nX-Long: a\r\n  b\n\tc \r\nContent-Length:1\n\nz");

    assertThat(read.complete()).isTrue();
    assertThat(read.headers()).contains("X-Long=a b c");
    assertThat(read.body()).isEqualTo("z");
  }

  @Test
  void keepsOnlyTheHeadersThatSomebodyWillLookAt() {
    String answer =
        """
        HTTP/1.1 %d Whatever
        A: b
        Set-Cookie: x=1
        Set-Cookie: y=2
        Location: /there
        Content-Length: 0

        """;

    assertThat(headers(AnswerHead.Keep.NOTHING, answer.formatted(200))).isEqualTo("[]");
    assertThat(headers(AnswerHead.Keep.NOTHING, answer.formatted(302)))
        .isEqualTo("[Location=/there]");
    assertThat(headers(AnswerHead.Keep.COOKIES, answer.formatted(200)))
        .isEqualTo("[Set-Cookie=x=1, Set-Cookie=y=2]");
    assertThat(headers(AnswerHead.Keep.EVERYTHING, answer.formatted(200))).contains("A=b");
  }

  private static String headers(AnswerHead.Keep keep, String answer) {
    AnswerParser parser = new AnswerParser();
    parser.begin(false, keep, null);
    parser.read(Unpooled.copiedBuffer(answer, ISO_8859_1));
    return parser.headers().entries().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'hello\n\n'                                              | status line",
        "'HTTP/2 200 OK\n\n'                                      | status line",
        "'HTTP/1.1200 OK\n\n'                                     | three digits",
        "'HTTP/1.1 20 OK\n\n'                                     | three digits",
        "'HTTP/1.1 2000\n\n'                                      | three digits",
        "'HTTP/1.1 099\n\n'                                       | three digits",
        "'HTTP/1.1 200\n: x\n\n'                                  | no name",
        "'HTTP/1.1 200\nX y\n\n'                                  | no colon",
        "'HTTP/1.1 200\nX : y\n\n'                                | no colon",
        "'HTTP/1.1 200\n X: y\n\n'                                | begins with a blank",
        "'HTTP/1.1 200\nContent-Length: 1\n 2\n\n'                | folded",
        "'HTTP/1.1 200\nContent-Length: -1\n\n'                   | not a number",
        "'HTTP/1.1 200\nContent-Length: 1, 1\n\n'                 | not a number",
        "'HTTP/1.1 200\nContent-Length: 9999999999999999999\n\n'  | not a number",
        "'HTTP/1.1 200\nContent-Length: \n\n'                     | not a number",
        "'HTTP/1.1 200\nContent-Length: 1\nContent-Length: 2\n\n' | two Content-Lengths",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\nx\n'        | hexadecimal",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\n\n'         | hexadecimal",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\n-1\n'       | hexadecimal",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\n1 2\n'      | hexadecimal",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\nffffffffffffffff\n'  | hexadecimal",
        "'HTTP/1.1 200\nTransfer-Encoding: chunked\n\n1\nab\n'    | does not end"
      })
  void saysWhatIsWrong(String answer, String reason) {
    Reading read = Reading.of(answer);

    assertThat(read.malformed()).isTrue();
    assertThat(read.problem()).contains(reason.strip());
  }

  @Test
  void refusesAnotherProtocolBeforeItEndsALine() {
    assertThat(Reading.of("\u0015\u0003\u0001").malformed()).isTrue();
    assertThat(Reading.of("HTTP/1.1 2").malformed()).isFalse();
    assertThat(Reading.of("\r").malformed()).isFalse();
  }

  @Test
  void limitsHeadsWithEverythingThatBelongsToThem() {
    String long64 = "x".repeat(AnswerParser.MOST_HEAD_BYTES);
    String many = "A: b\r\n".repeat(AnswerParser.MOST_HEAD_BYTES / 6);

    assertThat(Reading.of(OK + "X: " + long64).problem()).contains("64 KiB");
    assertThat(Reading.of(OK + many + "\r\n").problem()).contains("64 KiB");
    assertThat(Reading.of("HTTP/1.1 100\r\n\r\n".repeat(5000)).problem()).contains("64 KiB");
    assertThat(Reading.of("\r\n".repeat(40_000)).problem()).contains("64 KiB");
    assertThat(Reading.of(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + many + "\r\n").problem())
        .contains("64 KiB");
    assertThat(Reading.of(OK + "X: " + "x".repeat(60_000) + "\r\nContent-Length:0\r\n\r\n"))
        .matches(Reading::complete);
  }

  @Test
  void allocatesNothingForAnAnswerNobodyLooksInto() {
    AnswerParser parser = new AnswerParser();
    ByteBuf plain =
        buffer(OK + "Server: x\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello");
    ByteBuf chunked = buffer(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    int answers = 20_000;

    long before = allocated(parser, plain, chunked, answers);
    long after = allocated(parser, plain, chunked, answers);

    assertThat(before).isNotNegative();
    // Less than one byte for each answer, so that the reading of the counter itself may allocate.
    assertThat(after).isLessThan(answers);
  }

  private static ByteBuf buffer(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
  }

  private static long allocated(AnswerParser parser, ByteBuf first, ByteBuf second, int answers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < answers; i++) {
      ByteBuf in = (i & 1) == 0 ? first : second;
      in.readerIndex(0);
      parser.begin(false, AnswerHead.Keep.COOKIES, null);
      if (parser.read(in) != AnswerParser.Progress.COMPLETE) {
        throw new AssertionError("not complete");
      }
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
