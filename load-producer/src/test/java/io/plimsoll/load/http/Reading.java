package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * What the parser made of an answer.
 *
 * @param progress how it stood when the bytes, or the answer, had ended
 * @param unread bytes behind the answer that were left alone, when it was complete
 * @param keepsConnection whether the connection may be used again, when it was complete
 * @param problem why it is malformed; null when it is not
 */
record Reading(
    AnswerParser.Progress progress,
    int status,
    String body,
    String headers,
    int unread,
    boolean keepsConnection,
    String problem) {

  /** Reads an answer to GET in pieces that end before these indices. */
  static Reading of(byte[] answer, int... cuts) {
    return of(new AnswerParser(), false, answer, cuts);
  }

  static Reading of(String answer, int... cuts) {
    return of(answer.getBytes(ISO_8859_1), cuts);
  }

  static Reading ofHead(String answer) {
    return of(new AnswerParser(), true, answer.getBytes(ISO_8859_1));
  }

  static Reading of(AnswerParser parser, boolean toHead, byte[] answer, int... cuts) {
    return of(parser, toHead, AnswerHead.Keep.EVERYTHING, answer, cuts);
  }

  static Reading of(
      AnswerParser parser, boolean toHead, AnswerHead.Keep keep, byte[] answer, int... cuts) {
    KeptBody kept = new KeptBody();
    parser.begin(toHead, keep, kept);
    AnswerParser.Progress progress = AnswerParser.Progress.MORE;
    int unread = 0;
    int from = 0;
    for (int piece = 0; piece <= cuts.length; piece++) {
      int to = piece == cuts.length ? answer.length : cuts[piece];
      if (progress == AnswerParser.Progress.MORE) {
        ByteBuf in = Unpooled.wrappedBuffer(answer, from, to - from);
        progress = parser.read(in);
        unread = in.readableBytes();
      } else {
        unread += to - from;
      }
      from = to;
    }
    boolean complete = progress == AnswerParser.Progress.COMPLETE;
    return new Reading(
        progress,
        parser.status(),
        new String(kept.bytes(), ISO_8859_1),
        parser.headers().entries().toString(),
        complete ? unread : 0,
        complete && parser.keepsConnection(),
        parser.problem());
  }

  boolean complete() {
    return progress == AnswerParser.Progress.COMPLETE;
  }

  boolean malformed() {
    return progress == AnswerParser.Progress.MALFORMED;
  }

  /** A cut before every byte. */
  static int[] everywhere(int length) {
    int[] cuts = new int[length];
    Arrays.setAll(cuts, i -> i);
    return cuts;
  }
}
