package io.plimsoll.analyzer.version;

/**
 * The analyzer's own state or deltas were written by a version whose form this one does not
 * understand. Trying again does not help, and nothing must be skipped: it stops, so that who runs
 * it can choose.
 */
public final class OtherVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OtherVersionException(String message) {
    super(message);
  }

  /**
   * Goes on only when the version is the one understood.
   *
   * @param what has that version
   */
  public static void check(String what, long version, long understood) {
    if (version != understood) {
      throw new OtherVersionException(
          "%s of version %d where %d is understood; nothing is lost: let the version that wrote it go on until its runs have ended, or reset the application (kafka-streams-application-reset, with an empty state directory) to analyse what the topics still have anew"
              .formatted(what, version, understood));
    }
  }
}
