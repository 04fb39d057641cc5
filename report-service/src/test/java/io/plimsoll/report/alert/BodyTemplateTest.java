package io.plimsoll.report.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.report.query.Json;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaTransition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyTemplateTest {
  private static final String NASTY = "a\"b\\c\n${rule}</script>\u2028é😀\", \"x\": \"";

  private static Alert alert(String operation) {
    SlaEvent event = SampleEvents.event("r1", operation, SlaTransition.FIRING, 30, "critical");
    return Alert.of(
        event, Optional.of(SampleEvents.run("r1", "soak")), java.time.Instant.EPOCH, "http://page");
  }

  private static JsonNode sent(String body, String operation) {
    String yaml = "receivers: { hook: { webhook: 'http://127.0.0.1:9/x', body: " + body + " } }";
    AlertPlan plan =
        AlertPlanReader.read(yaml, "alerts.yaml", Map.of("TOKEN", "s3${run}cret")::get);
    Receiver.Webhook form = (Receiver.Webhook) plan.receivers().get(0).form();
    String written = Json.write(form.body().filled(alert(operation).values()));
    try {
      return Json.mapper().readTree(written);
    } catch (java.io.IOException e) {
      throw new AssertionError("no JSON: " + written, e);
    }
  }

  @Test
  void valuesCannotBreakTheDocument() {
    JsonNode sent = sent("{ text: '>${operation}<', list: [ '${operation}' ] }", NASTY);

    assertThat(sent.get("text").asText()).isEqualTo(">" + NASTY + "<");
    assertThat(sent.get("list").get(0).asText()).isEqualTo(NASTY);
    assertThat(sent.size()).isEqualTo(2);
  }

  @Test
  void numbersStayNumbersAndSecretsComeFromTheEnvironment() {
    JsonNode sent =
        sent(
            "{ n: '${samples}', v: '${value}', as: 'n=${samples}', fixed: 7, yes: true, no: null,"
                + " key: 'k-${env:TOKEN}', d: '${env:ABSENT:-none}' }",
            "upload");

    assertThat(sent.get("n").isNumber()).isTrue();
    assertThat(sent.get("n").asLong()).isEqualTo(1_234);
    assertThat(sent.get("v").asDouble()).isEqualTo(612.0);
    assertThat(sent.get("as").asText()).isEqualTo("n=1234");
    assertThat(sent.get("fixed").asInt()).isEqualTo(7);
    assertThat(sent.get("yes").asBoolean()).isTrue();
    assertThat(sent.get("no").isNull()).isTrue();
    assertThat(sent.get("key").asText()).isEqualTo("k-s3${run}cret");
    assertThat(sent.get("d").asText()).isEqualTo("none");
  }

  @Test
  void everyValueIsInTheBodyWithoutATemplate() {
    JsonNode all = BodyTemplate.everything().filled(alert("upload").values());

    assertThat(Alert.VALUES).allSatisfy(name -> assertThat(all.has(name)).as(name).isTrue());
    assertThat(all.get("id").asText())
        .isEqualTo("r1/upload/response.p95/upload/1/FIRING/" + (SampleEvents.START + 30_000_000L));
    assertThat(all.get("summary").asText())
        .isEqualTo(
            "response.p95 of upload is 612 ms, promised is < 500 ms (over 10 s, 1,234 samples)");
    assertThat(all.get("title").asText()).isEqualTo("FIRING upload/response.p95 of soak");
  }
}
