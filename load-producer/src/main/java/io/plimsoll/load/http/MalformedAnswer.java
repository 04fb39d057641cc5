package io.plimsoll.load.http;

/** The bytes of a server are no HTTP/1.1 answer. Carries a reason for people, and no stack. */
final class MalformedAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAnswer(String reason) {
    super(reason, null, false, false);
  }
}
