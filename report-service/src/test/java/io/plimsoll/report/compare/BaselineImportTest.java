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
