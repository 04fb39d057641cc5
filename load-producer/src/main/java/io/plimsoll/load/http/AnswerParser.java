package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Reads answers of HTTP/1.0 and 1.1 (RFC 9112) out of buffers that are cut anywhere, one after the
 * other over the life of a connection. Bodies are skipped or kept, never decoded. It allocates
 * nothing for an answer that nobody looks into, never throws, and takes time in proportion to the
 * bytes it is given. For the thread of its connection.
 */
final class AnswerParser {
  /** Longest head, with all interim answers before it and the trailers behind it, in bytes. */
  static final int MOST_HEAD_BYTES = 64 * 1024;

  private static final int MOST_SIZE_DIGITS = 15; // fits a long

  /** How far an answer has come. */
  enum Progress {
    /** More bytes are needed. */
    MORE,
    /** It is complete; what is left of the buffer is not its own. */
    COMPLETE,
    /** It is no answer; {@link #problem} says why. Nothing further may be read. */
    MALFORMED
  }

  private enum State {
    STATUS,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE
  }

  private final LineBuffer lines = new LineBuffer();
  private final AnswerHead head = new AnswerHead();
  private State state = State.STATUS;
  private AnswerHead.Keep keep = AnswerHead.Keep.NOTHING;
  private KeptBody kept; // null when the body is skipped
  private boolean toHead;
  private boolean headComplete;
  private int headBytes;
  private long left; // of the body or chunk
  private String problem;
  private final byte[] lastHead = new byte[LineBuffer.FIRST_SIZE];
  private int lastHeadLength; // 0 when the last head cannot be recalled

  /**
   * Another request is on its way.
   *
   * @param answersHead whether it is HEAD, whose answer has no body whatever it says
   * @param keepHeaders those that will be looked at
   * @param body what takes the body; null when nobody will look at it
   */
  void begin(boolean answersHead, AnswerHead.Keep keepHeaders, KeptBody body) {
    lines.clear();
    if (keepHeaders != keep) {
      lastHeadLength = 0; // it may have had what nobody wanted then
    }
    if (lastHeadLength == 0) {
      head.begin(keepHeaders);
    }
    state = State.STATUS;
    keep = keepHeaders;
    kept = body;
    toHead = answersHead;
    headComplete = false;
    headBytes = 0;
    left = 0;
    problem = null;
  }

  /** Takes the next bytes. */
  Progress read(ByteBuf in) {
    try {
      return parse(in);
    } catch (MalformedAnswer malformed) {
      problem = malformed.getMessage();
      return Progress.MALFORMED;
    }
  }

  /** The server has closed the connection: the end of an answer that has no other one. */
  boolean completeWhenClosed() {
    return state == State.UNTIL_CLOSE;
  }

  /** Of the last head that was complete and not interim; 0 before. */
  int status() {
    return headComplete ? head.status() : 0;
  }

  /** Whether the connection may carry another request once the answer is complete. */
  boolean keepsConnection() {
    return head.keepsConnection() && state != State.UNTIL_CLOSE;
  }

  HttpHeaders headers() {
    return head.headers();
  }

  String problem() {
    return problem;
  }

  private Progress parse(ByteBuf in) throws MalformedAnswer {
    if (lastHeadLength > 0 && !headComplete && recalls(in)) {
      return Progress.COMPLETE;
    }
    while (true) {
      boolean complete;
      if (readsLines()) {
        if (!lines.next(in)) {
          expectStatusLine();
          return Progress.MORE;
        }
        complete = line();
        if (complete || !readsLines()) {
          lines.giveBack(in);
        }
      } else if (in.isReadable()) {
        complete = data(in);
      } else {
        return Progress.MORE;
      }
      if (complete) {
        return Progress.COMPLETE;
      }
    }
  }

  private boolean readsLines() {
    return switch (state) {
      case STATUS, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> true;
      case BODY, CHUNK_DATA, UNTIL_CLOSE -> false;
    };
  }

  /** Takes one line; whether the answer is complete with it. */
  private boolean line() throws MalformedAnswer {
    switch (state) {
      case STATUS -> {
        countHead();
        if (!lines.emptyLine()) { // some servers put one behind a body
          head.statusLine(lines.bytes(), lines.start(), lines.end());
          state = State.HEADERS;
        }
        return false;
      }
      case HEADERS -> {
        countHead();
        if (lines.emptyLine()) {
          return headEnd();
        }
        head.header(lines.bytes(), lines.start(), lines.end());
        return false;
      }
      case CHUNK_SIZE -> {
        left = chunkSize();
        state = left == 0 ? State.TRAILERS : State.CHUNK_DATA;
        return false;
      }
      case CHUNK_END -> {
        if (!lines.emptyLine()) {
          throw new MalformedAnswer("a chunk does not end where its size says");
        }
        state = State.CHUNK_SIZE;
        return false;
      }
      case TRAILERS -> {
        countHead();
        return lines.emptyLine();
      }
      case BODY, CHUNK_DATA, UNTIL_CLOSE -> throw new IllegalStateException("no line in " + state);
    }
    throw new IllegalStateException(String.valueOf(state));
  }

  /** Whoever speaks another protocol may never end a line: it shows by the first bytes. */
  private void expectStatusLine() throws MalformedAnswer {
    if (state == State.STATUS && !lines.mayBecome(AnswerHead.PROTOCOL)) {
      throw new MalformedAnswer(AnswerHead.NO_STATUS_LINE);
    }
  }

  private void countHead() throws MalformedAnswer {
    headBytes += lines.end() - lines.start() + 2;
    if (headBytes > MOST_HEAD_BYTES) {
      throw new MalformedAnswer("its head is longer than 64 KiB");
    }
  }

  /**
   * Most answers begin with the head of the one before, up to its date. Then it means what it meant
   * then, and is compared instead of read. Whether the answer is complete with it.
   */
  private boolean recalls(ByteBuf in) throws MalformedAnswer {
    if (!lines.skip(lastHead, lastHeadLength, in)) {
      lastHeadLength = 0;
      head.begin(keep);
      return false;
    }
    boolean complete = body();
    if (complete || !readsLines()) {
      lines.giveBack(in);
    }
    return complete;
  }

  /** Only of heads without anything that is looked at, and that came alone and whole. */
  private void remember() {
    boolean plain = keep != AnswerHead.Keep.EVERYTHING && head.headers().isEmpty();
    lastHeadLength = plain ? lines.copyRead(lastHead) : 0;
    if (lastHeadLength != headBytes) {
      lastHeadLength = 0; // lines ended otherwise than by two bytes
    }
  }

  private boolean headEnd() {
    head.end();
    if (head.interim()) {
      head.begin(keep);
      state = State.STATUS;
      return false;
    }
    remember();
    return body();
  }

  /** The head is known; whether the answer is complete with it. */
  private boolean body() {
    headComplete = true;
    if (toHead || head.bodiless()) {
      return true;
    }
    if (head.chunked()) {
      state = State.CHUNK_SIZE;
    } else if (head.untilClose()) {
      state = State.UNTIL_CLOSE;
    } else {
      left = head.contentLength();
      state = State.BODY;
      return left == 0;
    }
    return false;
  }

  /** Hexadecimal digits, then the end of the line or an extension. */
  private long chunkSize() throws MalformedAnswer {
    byte[] bytes = lines.bytes();
    int at = lines.start();
    long size = 0;
    while (at < lines.end() && Ascii.hex(bytes[at]) >= 0) {
      size = size << 4 | Ascii.hex(bytes[at]);
      at++;
    }
    int digits = at - lines.start();
    int behind = Ascii.skipBlanks(bytes, at, lines.end());
    boolean ends = behind == lines.end() || bytes[behind] == ';';
    if (digits == 0 || digits > MOST_SIZE_DIGITS || !ends) {
      throw new MalformedAnswer("a chunk's size is not a hexadecimal number");
    }
    return size;
  }

  /** Takes bytes of the body; whether the answer is complete with them. */
  private boolean data(ByteBuf in) {
    int more = in.readableBytes();
    if (state != State.UNTIL_CLOSE) {
      more = (int) Math.min(left, more);
      left -= more;
    }
    if (kept != null) {
      kept.add(in, more);
    }
    in.skipBytes(more);
    if (left == 0 && state == State.CHUNK_DATA) {
      state = State.CHUNK_END;
    }
    return left == 0 && state == State.BODY;
  }
}
