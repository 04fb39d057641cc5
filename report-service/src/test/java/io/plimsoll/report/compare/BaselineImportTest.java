package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.schemas.OperationSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineImportTest {

  @Test
  void readsATable() {
    List<OperationSummary> found =
        BaselineImport.read("b.csv", "operation,p50,p95,throughput\nbrowse,12,40.5,90\nadd,,55,\n");
    assertThat(found).hasSize(2);
    assertThat(found.get(0).getResponse().getP95Micros()).isEqualTo(40_500);
    assertThat(found.get(0).getThroughputPerSecond()).isEqualTo(90);
    assertThat(found.get(1).getResponse().getP50Micros()).isZero();
  }

  /** The two files of S1, put into one. */
  @Test
  void readsTheBaselinesOfS1() {
    String file =
        """
        { "api_baselines": {
            "chat_endpoint": { "p50": 150, "p95": 450, "p99": 800, "max": 1200, "unit": "ms" },
            "workflow_endpoint": { "p50": 800, "p95": 2000, "p99": 4000, "max": 8000, "unit": "ms" },
            "analytics_endpoint": { "p50": 100, "p95": 300, "p99": 600, "max": 1000, "unit": "ms" } },
          "websocket_baselines": {
            "message_latency": { "p50": 50, "p95": 100, "p99": 200, "max": 500, "unit": "ms" },
            "connection_establishment": { "p50": 100, "p95": 200, "p99": 500, "max": 1000, "unit": "ms" },
            "backpressure_drops": { "max": 10, "unit": "count" } } }
        """;

    List<OperationSummary> found = BaselineImport.read("s1.json", file);

    assertThat(found)
        .extracting(OperationSummary::getOperation)
        .containsExactly(
            "chat_endpoint",
            "workflow_endpoint",
            "analytics_endpoint",
            "message_latency",
            "connection_establishment");
    assertThat(found.get(0).getResponse().getP95Micros()).isEqualTo(450_000);
    assertThat(found.get(1).getResponse().getP99Micros()).isEqualTo(4_000_000);
    assertThat(found.get(3).getResponse().getMaxMicros()).isEqualTo(500_000);
  }

  @Test
  void readsTablesHoweverTheyAreSeparated() {
    for (String separator : List.of(",", ";", "\t")) {
      String table = "Operation,P95,error_rate\r\n\r\nbrowse,40.5,0.01\r\n".replace(",", separator);
      OperationSummary found = BaselineImport.read("b.csv", table).get(0);
      assertThat(found.getResponse().getP95Micros()).isEqualTo(40_500);
      assertThat(found.getErrorRate()).isEqualTo(0.01);
    }
  }

  @Test
  void readsSeconds() {
    OperationSummary found =
        BaselineImport.read("b.json", "{\"pay\": {\"p99\": 1.5, \"unit\": \"s\"}}").get(0);
    assertThat(found.getOperation()).isEqualTo("pay");
    assertThat(found.getResponse().getP99Micros()).isEqualTo(1_500_000);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> BaselineImport.read("b.json", "{\"pay\": 3}"))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("b.json: no operation with any of p50");
    assertThatThrownBy(() -> BaselineImport.read("b.csv", "operation,p50\nbrowse,fast\n"))
        .hasMessageStartingWith("b.csv: row of browse: fast is no number");
    assertThatThrownBy(() -> BaselineImport.read("b.csv", "operation,p50\nbrowse\n"))
        .hasMessageStartingWith("b.csv: row of browse: 1 cells under 2");
    assertThatThrownBy(() -> BaselineImport.read("b.json", "{"))
        .hasMessageStartingWith("b.json: not JSON");
  }
}
