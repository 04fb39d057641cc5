package io.plimsoll.load.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * The head of an answer, read line by line after RFC 9112: what its body is framed by, whether the
 * connection stays, and those headers that somebody will look at. Reused; allocates only for
 * headers that are kept. For one thread.
 */
final class AnswerHead {
  static final String PROTOCOL = "HTTP/1.";
  static final String NO_STATUS_LINE = "it does not begin with a status line of HTTP/1";

  private static final int MOST_LENGTH_DIGITS = 18; // fits a long
  private static final int NAME_END = ':';

  /** Which headers somebody will look at. Location is kept with every answer of 3xx. */
  enum Keep {
    NOTHING,
    COOKIES,
    EVERYTHING
  }

  private Keep keep = Keep.NOTHING;
  private int status;
  private boolean http10;
  private boolean close;
  private boolean keepAlive;
  private boolean transferCoded;
  private boolean chunked;
  private long contentLength;
  private boolean anyHeader;
  private boolean framingBefore; // the header before frames the body or the connection
  private HttpHeaders kept; // null while there is none
  private String name; // of the header that is being kept, which the next line may go on with
  private String value;

  void begin(Keep kept) {
    keep = kept;
    status = 0;
    http10 = false;
    close = false;
    keepAlive = false;
    transferCoded = false;
    chunked = false;
    contentLength = -1;
    anyHeader = false;
    framingBefore = false;
    this.kept = null;
    name = null;
    value = null;
  }

  /** {@code HTTP/1.1 200 OK}; the reason may be absent. */
  void statusLine(byte[] bytes, int from, int to) throws MalformedAnswer {
    int version = from + PROTOCOL.length();
    boolean http = to > version && bytes[version] >= '0' && bytes[version] <= '9';
    for (int i = 0; http && i < PROTOCOL.length(); i++) {
      http = bytes[from + i] == PROTOCOL.charAt(i);
    }
    if (!http) {
      throw new MalformedAnswer(NO_STATUS_LINE);
    }
    http10 = bytes[version] == '0';
    status = status(bytes, version + 1, to);
  }

  private static int status(byte[] bytes, int from, int to) throws MalformedAnswer {
    int at = Ascii.skipBlanks(bytes, from, to);
    boolean shaped = at > from && to - at >= 3 && (to - at == 3 || Ascii.isBlank(bytes[at + 3]));
    int code = 0;
    for (int i = at; shaped && i < at + 3; i++) {
      int digit = bytes[i] - '0';
      shaped = digit >= 0 && digit <= 9;
      code = code * 10 + digit;
    }
    if (!shaped || code < 100) {
      throw new MalformedAnswer("its status is not a number of three digits");
    }
    return code;
  }

  /** A header, or the continuation of the one before. */
  void header(byte[] bytes, int from, int to) throws MalformedAnswer {
    if (Ascii.isBlank(bytes[from])) {
      fold(bytes, from, to);
      return;
    }
    int colon = colon(bytes, from, to);
    int begin = Ascii.skipBlanks(bytes, colon + 1, to);
    anyHeader = true;
    framingBefore = frames(bytes, from, colon, begin, to);
    if (name != null) {
      keepPending();
    }
    if (keeps(bytes, from, colon)) {
      name = Ascii.text(bytes, from, colon);
      value = Ascii.text(bytes, begin, Ascii.trimEnd(bytes, begin, to));
    }
  }

  private static int colon(byte[] bytes, int from, int to) throws MalformedAnswer {
    int at = from;
    while (at < to && bytes[at] > ' ' && bytes[at] != NAME_END) {
      at++;
    }
    if (at == from || at == to || bytes[at] != NAME_END) {
      throw new MalformedAnswer("a header has no name, or no colon right after it");
    }
    return at;
  }

  /** An obsolete fold (RFC 9112, 5.2): the same as a space. */
  private void fold(byte[] bytes, int from, int to) throws MalformedAnswer {
    if (!anyHeader) {
      throw new MalformedAnswer("its first header begins with a blank");
    }
    if (framingBefore) {
      throw new MalformedAnswer("a header that frames the answer is folded");
    }
    if (name != null) {
      int begin = Ascii.skipBlanks(bytes, from, to);
      value = value + ' ' + Ascii.text(bytes, begin, Ascii.trimEnd(bytes, begin, to));
    }
  }

  /** Takes what frames the body or the connection; whether it was such a header. */
  private boolean frames(byte[] bytes, int from, int colon, int begin, int to)
      throws MalformedAnswer {
    switch (colon - from) {
      case 10 -> {
        if (Ascii.is(bytes, from, colon, "connection")) {
          connection(bytes, begin, to);
          return true;
        }
      }
      case 14 -> {
        if (Ascii.is(bytes, from, colon, "content-length")) {
          contentLength(bytes, begin, Ascii.trimEnd(bytes, begin, to));
          return true;
        }
      }
      case 17 -> {
        if (Ascii.is(bytes, from, colon, "transfer-encoding")) {
          transferEncoding(bytes, begin, Ascii.trimEnd(bytes, begin, to));
          return true;
        }
      }
      default -> {}
    }
    return false;
  }

  private void connection(byte[] bytes, int begin, int to) {
    int at = begin;
    while (at < to) {
      int end = at;
      while (end < to && bytes[end] != ',') {
        end++;
      }
      int first = Ascii.skipBlanks(bytes, at, end);
      int last = Ascii.trimEnd(bytes, first, end);
      close |= Ascii.is(bytes, first, last, "close");
      keepAlive |= Ascii.is(bytes, first, last, "keep-alive");
      at = end + 1;
    }
  }

  private void contentLength(byte[] bytes, int begin, int end) throws MalformedAnswer {
    long length = 0;
    boolean number = end > begin && end - begin <= MOST_LENGTH_DIGITS;
    for (int i = begin; number && i < end; i++) {
      int digit = bytes[i] - '0';
      number = digit >= 0 && digit <= 9;
      length = length * 10 + digit;
    }
    if (!number) {
      throw new MalformedAnswer("its Content-Length is not a number");
    }
    if (contentLength >= 0 && contentLength != length) {
      throw new MalformedAnswer("it has two Content-Lengths");
    }
    contentLength = length;
  }

  /** The last coding counts: only a chunked body tells its own end. */
  private void transferEncoding(byte[] bytes, int begin, int end) {
    int comma = end;
    while (comma > begin && bytes[comma - 1] != ',') {
      comma--;
    }
    transferCoded = true;
    chunked = Ascii.is(bytes, Ascii.skipBlanks(bytes, comma, end), end, "chunked");
  }

  private boolean keeps(byte[] bytes, int from, int colon) {
    return switch (keep) {
          case NOTHING -> false;
          case COOKIES -> Ascii.is(bytes, from, colon, "set-cookie");
          case EVERYTHING -> true;
        }
        || (status / 100 == 3 && Ascii.is(bytes, from, colon, "location"));
  }

  private void keepPending() {
    if (kept == null) {
      kept = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }
    kept.add(name, value);
    name = null;
    value = null;
  }

  /** No header follows. */
  void end() {
    if (name != null) {
      keepPending();
    }
  }

  int status() {
    return status;
  }

  /** Whether another answer follows this one; 101 is the last one in HTTP. */
  boolean interim() {
    return status < 200 && status != 101;
  }

  /** Whether it has no body whatever its headers say. */
  boolean bodiless() {
    return status < 200 || status == 204 || status == 304;
  }

  boolean chunked() {
    return chunked;
  }

  /** Whether only the end of the connection tells where the body ends. */
  boolean untilClose() {
    return !chunked && (transferCoded || contentLength < 0);
  }

  /** Bytes of the body when it is neither chunked nor ends with the connection. */
  long contentLength() {
    return contentLength;
  }

  /**
   * Whether the server keeps the connection. Not after two framings or a chunked answer of 1.0:
   * such a server may mean something else than what was read (RFC 9112, 6.1 and 6.3).
   */
  boolean keepsConnection() {
    boolean dubious = transferCoded && (contentLength >= 0 || http10);
    return !close && (!http10 || keepAlive) && !dubious && status != 101;
  }

  /** Those that were to be kept, and were there. */
  HttpHeaders headers() {
    return kept == null ? EmptyHttpHeaders.INSTANCE : kept;
  }
}
