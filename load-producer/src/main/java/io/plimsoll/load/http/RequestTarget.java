package io.plimsoll.load.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a request asks for, path and query, in the characters that these may have (RFC 3986, 3.3 and
 * 3.4). All others are percent-encoded; what is encoded already stays as it is.
 */
public final class RequestTarget {
  private static final boolean[] PATH = characters("-._~!$&'()*+,;=:@/");
  // Brackets are not allowed either, but usual, and taken by servers.
  private static final boolean[] QUERY = characters("-._~!$&'()*+,;=:@/?[]");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private RequestTarget() {}

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
