package io.plimsoll.load.http;

import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.scenario.Template;
import io.plimsoll.load.scenario.Variables;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request asks for, path and query, in the characters that these may have (RFC 3986, 3.3 and
 * 3.4). All others are percent-encoded; what is encoded already stays as it is.
 */
public final class RequestTarget {
  private static final boolean[] PATH = characters("-._~!$&'()*+,;=:@/");
  // Brackets are not allowed either, but usual, and taken by servers.
  private static final boolean[] QUERY = characters("-._~!$&'()*+,;=:@/?[]");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Why there is none of a link. */
  public static final String ELSEWHERE = "its link leads to another server";

  private RequestTarget() {}

  /**
   * What a step of a scenario asks for. Paths stand behind what the target puts before all of them;
   * links that an answer gave are whole (RFC 3986, 5.2), whether they say the server or not.
   *
   * @return empty when it is a link that leads to another server
   */
  public static Optional<String> of(Template path, Variables values, Target target) {
    String written = path.render(values);
    if (!path.isLink()) {
      return Optional.of(encoded(target.basePath() + written));
    }
    Reference link = Reference.of(written);
    return link.isWithin(target)
        ? Optional.of(link.requestTarget(target.basePath() + "/"))
        : Optional.empty();
  }

  private static boolean[] characters(String marks) {
    boolean[] allowed = new boolean[0x80];
    for (char each = 0; each < allowed.length; each++) {
      boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
      allowed[each] = letter || (each >= '0' && each <= '9') || marks.indexOf(each) >= 0;
    }
    return allowed;
  }

  /** The path and query of a scenario. */
  public static String encoded(String written) {
    return encoded(written, StandardCharsets.UTF_8);
  }

  /**
   * The same text when there is nothing to encode.
   *
   * @param charset that gives the bytes of what is not ASCII
   */
  static String encoded(String written, Charset charset) {
    StringBuilder encoded = null; // until there is something to encode
    boolean[] allowed = PATH;
    int each;
    for (int i = 0; i < written.length(); i += Character.charCount(each)) {
      each = written.codePointAt(i);
      allowed = each == '?' ? QUERY : allowed;
      boolean plain = each == '%' ? isEncoded(written, i) : each < 0x80 && allowed[each];
      if (!plain && encoded == null) {
        encoded = new StringBuilder(written.length() + 16).append(written, 0, i);
      }
      if (!plain) {
        percentEncode(encoded, Character.toString(each).getBytes(charset));
      } else if (encoded != null) {
        encoded.append((char) each);
      }
    }
    return encoded == null ? written : encoded.toString();
  }

  private static boolean isEncoded(String written, int percent) {
    return percent + 2 < written.length()
        && HexFormat.isHexDigit(written.charAt(percent + 1))
        && HexFormat.isHexDigit(written.charAt(percent + 2));
  }

  private static void percentEncode(StringBuilder encoded, byte[] bytes) {
    for (byte each : bytes) {
      HEX.toHexDigits(encoded.append('%'), each);
    }
  }
}
