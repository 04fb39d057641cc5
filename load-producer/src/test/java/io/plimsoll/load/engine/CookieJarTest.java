package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.scenario.Target;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's cookies are at a time that the test sets: noon of 21 November 2026, GMT. */
final class CookieJarTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final AgentClock clock = new AgentClock(NOON.toEpochMilli() * 1000, nanos::get);
  private final CookieJar jar = jar("http://shop.example.com");

  private CookieJar jar(String target) {
    return new CookieJar(true, Target.of(target).orElseThrow(), clock);
  }

  private void pass(long seconds) {
    nanos.addAndGet(seconds * 1_000_000_000);
  }

  @Test
  void theLastOneOfANameAndPathWins() {
    jar.set("a=1", "/");
    jar.set("b=2", "/");
    jar.set("a=3", "/");
    jar.set("a=4; Path=/x", "/");

    assertThat(jar.header("/")).isEqualTo("a=3; b=2");
    assertThat(jar.header("/x")).isEqualTo("a=4; a=3; b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expires=Fri, 20 Nov 2026 12:00:00 GMT",
        "Expires=Sat, 21 Nov 2026 11:59:59 GMT",
        "expires=Friday, 20-Nov-26 12:00:00 GMT",
        "Expires=Fri Nov 20 12:00:00 2026",
        "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "Expires=Thu, 01-Jan-70 00:00:00 GMT",
        "Max-Age=0",
        "max-age=-1",
        "Max-Age=0; Expires=Sun, 22 Nov 2026 12:00:00 GMT",
        "Expires=Sun, 22 Nov 2026 12:00:00 GMT; Max-Age=0"
      })
  void aMomentThatHasPassedDeletes(String attributes) {
    jar.set("id=u7; Path=/", "/login");

    jar.set("id=; Path=/; " + attributes + "; HttpOnly", "/logout");

    assertThat(jar.isEmpty()).isTrue();
  }

  @Test
  void deletesOnlyWhatHasTheSamePath() {
    jar.set("id=u7; Path=/", "/");

    jar.set("id=; Path=/app; Max-Age=0", "/");

    assertThat(jar.header("/app")).isEqualTo("id=u7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Max-Age=60",
        "Expires=Sat, 21 Nov 2026 12:01:00 GMT",
        "Max-Age=60; Expires=Fri, 20 Nov 2026 12:00:00 GMT",
        "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60"
      })
  void isSentUntilItExpires(String attributes) {
    jar.set("lasting=1; Path=/", "/");
    jar.set("id=u7; Path=/; " + attributes, "/");

    pass(59);
    assertThat(jar.header("/")).isEqualTo("lasting=1; id=u7");
    pass(1);
    assertThat(jar.header("/")).isEqualTo("lasting=1");
  }

  @Test
  void startsAnewWhenItIsSetAgain() {
    jar.set("id=1; Max-Age=60", "/");
    jar.set("other=1; Max-Age=100", "/");
    pass(50);
    jar.set("id=2; Max-Age=60", "/");

    pass(50);
    assertThat(jar.header("/")).isEqualTo("id=2");
    pass(10);
    assertThat(jar.header("/")).isEmpty();
    assertThat(jar.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expires=soon",
        "Expires=",
        "Expires=0",
        "Expires=Fri, 20 Nov 2026 12:00:00 GMT and then some more than anybody would read as a date",
        "Max-Age=",
        "Max-Age=1h",
        "Max-Age=99999999999999999999999"
      })
  void lastsWhenNothingReadableSaysOtherwise(String attributes) {
    jar.set("id=u7; Path=/; " + attributes, "/");

    pass(86_400);
    assertThat(jar.header("/")).isEqualTo("id=u7");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs,  /docs,      true",
    "/docs,  /docs/,     true",
    "/docs,  /docs/a/b,  true",
    "/docs,  /docsets,   false",
    "/docs,  /,          false",
    "/docs/, /docs/a,    true",
    "/docs/, /docs,      false",
    "/,      /anything,  true"
  })
  void isForItsPathAndWhatIsBelow(String path, String requested, boolean sent) {
    jar.set("a=1; Path=" + path, "/elsewhere/page");

    assertThat(jar.header(requested)).isEqualTo(sent ? "a=1" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/cart, /shop",
    "/shop/,     /shop",
    "/shop,      /",
    "/,          /",
    "'',         /",
    "shop/cart,  /"
  })
  void isForTheDirectoryOfTheRequestWhenItNamesNoPath(String requested, String path) {
    for (String each : new String[] {"a=1", "a=1; Path", "a=1; Path=", "a=1; Path=relative"}) {
      CookieJar fresh = jar("http://shop.example.com");
      fresh.set(each, requested);

      assertThat(fresh.header(path)).as(each).isEqualTo("a=1");
      assertThat(fresh.header("/other")).as(each).isEqualTo(path.equals("/") ? "a=1" : "");
    }
  }

  @Test
  void secureOnesAreForTlsOnly() {
    CookieJar overTls = jar("https://shop.example.com");

    jar.set("a=1; Secure", "/");
    overTls.set("a=1; secure; HttpOnly", "/");

    assertThat(jar.isEmpty()).isTrue();
    assertThat(overTls.header("/")).isEqualTo("a=1");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com,  true",
    "shop.example.com, .Example.COM,      true",
    "Shop.Example.com, example.com,       true",
    "shop.example.com, '',                true",
    "shop.example.com, other.example.com, false",
    "shop.example.com, a.shop.example.com, false",
    "shop.example.com, ple.com,           false",
    "10.0.0.1,         10.0.0.1,          true",
    "10.0.0.1,         0.0.1,             false",
    "localhost,        localhost,         true",
    "localhost,        shop.example.com,  false"
  })
  void isTakenOnlyFromADomainThatTheTargetIsIn(String host, String domain, boolean taken) {
    CookieJar ofHost = jar("http://" + host);

    ofHost.set("a=1; Domain=" + domain, "/");

    assertThat(ofHost.header("/")).isEqualTo(taken ? "a=1" : "");
  }

  @Test
  void theDomainTellsCookiesOfOneNameApart() {
    jar.set("a=1; Domain=example.com", "/");
    jar.set("a=2", "/");
    jar.set("a=3; Domain=shop.example.com", "/");

    assertThat(jar.header("/")).isEqualTo("a=1; a=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=1", " =1", "; Path=/", "a=\u0000", "a\u007f=1", "a=1\f2"})
  void whatIsNoCookieIsIgnored(String header) {
    jar.set(header, "/");

    assertThat(jar.isEmpty()).isTrue();
  }

  @Test
  void keepsValuesAsTheyAre() {
    jar.set("  a = \"x=y\" ;HttpOnly", "/");

    assertThat(jar.header("/")).isEqualTo("a=\"x=y\"");
  }

  @Test
  void holdsNoMoreThanAHundredThatHaveNotExpired() {
    for (int i = 0; i < 150; i++) {
      jar.set("c" + i + "=1; Max-Age=10", "/");
    }
    assertThat(jar.header("/").split("; ", -1)).hasSize(100);

    pass(10);
    jar.set("late=1", "/");
    assertThat(jar.header("/")).isEqualTo("late=1");
  }

  @Test
  void anotherUserHasNone() {
    jar.set("a=1; Max-Age=10", "/");

    jar.clear();

    assertThat(jar.isEmpty()).isTrue();
    assertThat(jar.header("/")).isEmpty();
  }
}
