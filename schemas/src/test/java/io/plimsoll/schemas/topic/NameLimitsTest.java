package io.plimsoll.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NameLimitsTest {
  @Test
  void takesWhatPeopleCallThings() {
    assertThat(NameLimits.wrongWithId("20260101-000000-abcd")).isEmpty();
    assertThat(NameLimits.wrongWithId("Lager \u00fcber | 7\\8 \u26a1")).isEmpty();
    assertThat(NameLimits.wrongWithId("r".repeat(255))).isEmpty();
    assertThat(NameLimits.wrongWithName("GET /a\tb")).isEmpty();
    assertThat(NameLimits.wrongWithName("o".repeat(1024))).isEmpty();
  }

  @Test
  void countsBytesNotCharacters() {
    assertThat(NameLimits.wrongWithId("\u00fc".repeat(128)))
        .contains("expected 1 to 255 bytes, found 256");
    assertThat(NameLimits.wrongWithName("o".repeat(1025)))
        .contains("expected 1 to 1024 bytes, found 1025");
    assertThat(NameLimits.wrongWithMetric("m".repeat(16_385)))
        .contains("expected 1 to 16384 bytes, found 16385");
    assertThat(NameLimits.wrongWithName("")).contains("expected 1 to 1024 bytes, found 0");
  }

  @Test
  void refusesControlCharactersInIds() {
    assertThat(NameLimits.wrongWithId("r1\0x"))
        .contains("expected no control character, found U+0000");
    assertThat(NameLimits.wrongWithId("r1\u007f"))
        .contains("expected no control character, found U+007F");
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(NameLimits.wrongWithName(new byte[] {(byte) 0xff}))
        .contains("expected UTF-8, found other bytes");
    assertThat(NameLimits.wrongWithId(new byte[] {'r', (byte) 0xc3}))
        .contains("expected UTF-8, found other bytes");
  }
}
