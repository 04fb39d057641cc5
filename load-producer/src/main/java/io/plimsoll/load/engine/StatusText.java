package io.plimsoll.load.engine;

/** {@code status 404} and its like, made once. */
final class StatusText {
  private static final String[] TEXTS = new String[1000];

  static {
    for (int status = 0; status < TEXTS.length; status++) {
      TEXTS[status] = "status " + status;
    }
  }

  private StatusText() {}

  static String of(int status) {
    return status >= 0 && status < TEXTS.length ? TEXTS[status] : "status " + status;
  }
}
