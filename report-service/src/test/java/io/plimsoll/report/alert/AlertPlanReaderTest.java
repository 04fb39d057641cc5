package io.plimsoll.report.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.SlaTransition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPlanReaderTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TOKEN", "hunter2", "PASSWORD", "pass:word", "HOOK", "https://hooks.example/T0/s3cret");

  private static AlertPlan read(String yaml) {
    return AlertPlanReader.read(yaml, "alerts.yaml", ENVIRONMENT::get);
  }

  @Test
  void readsBothKindsOfReceiver() {
    AlertPlan plan =
        read(
            """
            page: http://plimsoll.example:8080/
            receivers:
              oncall:
                alertmanager: http://127.0.0.1:9093/am/
                severities: [critical, warning]
                labels: { team: storage }
                resendEvery: 30s
                auth: { bearer: "${env:TOKEN}" }
              chat:
                webhook: ${env:HOOK}
                on: [pending, firing, resolved]
                auth: { basic: { user: me, password: "${env:PASSWORD}" } }
                headers: { X-Source: plimsoll }
                timeout: 3s
            """);

    assertThat(plan.page()).contains("http://plimsoll.example:8080");
    Receiver oncall = plan.receivers().get(0);
    assertThat(oncall.endpoint().url()).hasToString("http://127.0.0.1:9093/am/api/v2/alerts");
    assertThat(oncall.endpoint().headers()).containsEntry("Authorization", "Bearer hunter2");
    assertThat(oncall.transitions())
        .containsExactlyInAnyOrder(SlaTransition.FIRING, SlaTransition.RESOLVED);
    assertThat(oncall.form())
        .isEqualTo(new Receiver.Alertmanager(Map.of("team", "storage"), Duration.ofSeconds(30)));
    Receiver chat = plan.receivers().get(1);
    assertThat(chat.endpoint().headers())
        .containsEntry("Authorization", "Basic bWU6cGFzczp3b3Jk")
        .containsEntry("X-Source", "plimsoll");
    assertThat(chat.endpoint().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(chat.transitions()).contains(SlaTransition.PENDING);
  }

  @Test
  void showsNoSecretInWords() {
    AlertPlan plan =
        read(
            """
            receivers:
              chat: { webhook: "${env:HOOK}", auth: { bearer: "${env:TOKEN}" }, body: { key: "${env:PASSWORD}" } }
            """);

    assertThat(plan.toString())
        .contains("https://hooks.example")
        .doesNotContain("s3cret")
        .doesNotContain("hunter2")
        .doesNotContain("pass:word");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "receivers: { a: { webhok: 'http://x' } }|unknown key \"webhok\"",
        "receivers: { a: { webhook: 'ftp://x/s3cret' } }|expected an http:// or https:// address",
        "receivers: { a: { alertmanager: 'http://x', webhook: 'http://y' } }|exactly one of",
        "receivers: { a: { alertmanager: 'http://x', body: {} } }|\"body\" is for webhooks only",
        "receivers: { a: { webhook: 'http://x', on: [burning] } }|found burning",
        "receivers: { a: { webhook: 'http://x', severities: [huge] } }|found huge",
        "receivers: { a: { webhook: 'http://x', timeout: 5 } }|found 5",
        "receivers: { a: { webhook: 'http://x', auth: { bearer: s3cret } } }|expected ${env:NAME}",
        "receivers: { a: { webhook: 'http://x', headers: { Authorization: s3cret } } }|${env:NAME}",
        "receivers: { a: { webhook: 'http://x', headers: { Host: y } } }|\"Host\" cannot be set",
        "receivers: { a: { webhook: 'http://${env:ABSENT}/' } }|variable ABSENT is not set",
        "receivers: { a: { webhook: 'http://x', body: '${nonsense}' } }|${nonsense} is no value",
        "receivers: { 'a b': { webhook: 'http://x' } }|receiver \"a b\"",
        "receivers: { a: { webhook: 'http://x' }, a: { webhook: 'http://x' } }|given twice",
        "receivers: [ 1 ]|receivers by their names",
        "page: http://x|\"receivers\" is missing",
        "receivers: {|not YAML",
        "''|the file is empty"
      })
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(AlertPlanException.class)
        .hasMessageContaining("alerts.yaml, line 1, column ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void reportsEveryMistakeInTheOrderOfTheFile() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    receivers:
                      a: { webhook: http://x, timeout: soon }
                      b: { webhook: nowhere }
                    """))
        .hasMessageMatching("(?s)alerts.yaml, line 2.*soon\nalerts.yaml, line 3.*");
  }

  @Test
  void takesTheExamplesThatAreShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "deploy", "alerts"))) {
      List<Path> examples = files.filter(each -> each.toString().endsWith(".yaml")).toList();
      assertThat(examples).isNotEmpty();
      for (Path example : examples) {
        AlertPlan plan = AlertPlanReader.read(example, name -> "https://hooks.example/secret");
        assertThat(plan.receivers()).as(example.toString()).isNotEmpty();
      }
    }
  }
}
