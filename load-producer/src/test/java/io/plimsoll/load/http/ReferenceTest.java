package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.scenario.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Location headers lead. */
final class ReferenceTest {
  /** The examples of RFC 3986, 5.4, that stay on the server; fragments are never sent. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "g,             /b/c/g",
        "./g,           /b/c/g",
        "g/,            /b/c/g/",
        "/g,            /g",
        "//a,           /",
        "?y,            /b/c/d;p?y",
        "g?y,           /b/c/g?y",
        "#s,            /b/c/d;p?q",
        "g#s,           /b/c/g",
        "g?y#s,         /b/c/g?y",
        ";x,            /b/c/;x",
        "g;x,           /b/c/g;x",
        "g;x?y#s,       /b/c/g;x?y",
        "``,            /b/c/d;p?q",
        ".,             /b/c/",
        "./,            /b/c/",
        "..,            /b/",
        "../,           /b/",
        "../g,          /b/g",
        "../..,         /",
        "../../,        /",
        "../../g,       /g",
        "../../../g,    /g",
        "../../../../g, /g",
        "/./g,          /g",
        "/../g,         /g",
        "g.,            /b/c/g.",
        ".g,            /b/c/.g",
        "g..,           /b/c/g..",
        "..g,           /b/c/..g",
        "./../g,        /b/g",
        "./g/.,         /b/c/g/",
        "g/./h,         /b/c/g/h",
        "g/../h,        /b/c/h",
        "g;x=1/./y,     /b/c/g;x=1/y",
        "g;x=1/../y,    /b/c/y",
        "g?y/./x,       /b/c/g?y/./x",
        "g?y/../x,      /b/c/g?y/../x",
        "g#s/../x,      /b/c/g",
        "http://a/g,    /g",
        "http://a?y,    /?y",
        "http://a,      /"
      })
  void isResolvedAsTheRfcSays(String reference, String leadsTo) {
    assertThat(resolved(reference, "/b/c/d;p?q")).isEqualTo(leadsTo);
  }

  @Test
  void keepsThePathOfARequestWhenOnlyTheQueryIsNew() {
    assertThat(resolved("?page=2", "/a/b")).isEqualTo("/a/b?page=2");
    assertThat(resolved("?page=2", "/a/b?page=1")).isEqualTo("/a/b?page=2");
    assertThat(resolved("?", "/a/b?page=1")).isEqualTo("/a/b?");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "/q?x=a|b,      /q?x=a%7Cb",
        "/a b?c d,      /a%20b?c%20d",
        "/{id}?{x},     /%7Bid%7D?%7Bx%7D",
        "/\"a\"?\"b\",  /%22a%22?%22b%22",
        "/a^b?c^d,      /a%5Eb?c%5Ed",
        "/a\\b?c\\d,    /a%5Cb?c%5Cd",
        "/a`b?c`d,      /a%60b?c%60d",
        "/<a>?<b>,      /%3Ca%3E?%3Cb%3E",
        "/a[1]?b[1]=2,  /a%5B1%5D?b[1]=2",
        "/100%?50%,     /100%25?50%25",
        "/%2f%zz%4,     /%2f%25zz%254",
        "/x?url=http://other/?a#b, /x?url=http://other/?a"
      })
  void encodesWhatMayNotStandInARequest(String reference, String leadsTo) {
    assertThat(resolved(reference, "/")).isEqualTo(leadsTo);
  }

  @Test
  void encodesTheBytesOfTheHeader() {
    String utf8 = new String("/caf\u00e9?\u20ac".getBytes(UTF_8), ISO_8859_1);

    assertThat(resolved(utf8, "/")).isEqualTo("/caf%C3%A9?%E2%82%AC");
    assertThat(resolved("/caf\u00e9", "/")).isEqualTo("/caf%E9");
  }

  @ParameterizedTest
  @CsvSource({
    "/x,                          true",
    "x,                           true",
    "http://shop.test:8080/x,     true",
    "HTTP://Shop.TEST:8080,       true",
    "//shop.test:8080/x,          true",
    "http://me:pw@shop.test:8080/, true",
    "http://shop.test:8080?a|b,   true",
    "http://shop.test/x,          false",
    "http://shop.test:80808/x,    false",
    "http://other.test:8080/x,    false",
    "//other.test:8080/x,         false",
    "http://shop.test:8080@other.test/x, false",
    "https://shop.test:8080/x,    false",
    "ws://shop.test:8080/x,       true",
    "wss://shop.test:8080/x,      false",
    "http://sh op.test:8080/x,    false",
    "http:/x,                     false",
    "http:x,                      false",
    "mailto:joe@shop.test,        false",
    "//,                          false"
  })
  void tellsTheTargetFromOtherServers(String reference, boolean within) {
    Target target = Target.of("http://shop.test:8080/base").orElseThrow();

    assertThat(Reference.of(reference).isWithin(target)).isEqualTo(within);
  }

  @Test
  void knowsThePortThatIsTheSchemesOwn() {
    Target secure = Target.of("https://shop.test").orElseThrow();
    Target numbered = Target.of("http://[::1]:80").orElseThrow();

    assertThat(Reference.of("https://shop.test:443/x").isWithin(secure)).isTrue();
    assertThat(Reference.of("https://shop.test/x").isWithin(secure)).isTrue();
    assertThat(Reference.of("http://shop.test:443/x").isWithin(secure)).isFalse();
    assertThat(Reference.of("http://[::1]/x").isWithin(numbered)).isTrue();
  }

  private static String resolved(String reference, String base) {
    return Reference.of(reference).requestTarget(base);
  }
}
