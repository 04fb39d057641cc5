package io.plimsoll.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.query.KpiPage;
import io.plimsoll.report.query.KpiQuery;
import io.plimsoll.report.query.Range;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TextTest {
  @Test
  void csvFieldsAreQuotedWhereNeeded() {
    assertThat(Csv.field("plain")).isEqualTo("plain");
    assertThat(Csv.field("a,b")).isEqualTo("\"a,b\"");
    assertThat(Csv.field("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(Csv.field("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(Csv.line(List.of("a", 1.5, -2))).isEqualTo("a,1.5,-2\r\n");
  }

  @Test
  void csvTextIsNeverAFormula() {
    assertThat(Csv.field("=1+1")).isEqualTo("'=1+1");
    assertThat(Csv.field("@cmd")).isEqualTo("'@cmd");
    assertThat(Csv.field("-1.5E-4")).isEqualTo("-1.5E-4");
  }

  @Test
  void tablesHaveOneLinePerRowAndNoControlCharacters() {
    Views views = new Views(Retention.DEFAULT);
    List<String> operations = List.of("browse", "evil\u001b[2J");
    new SampleRun("r1", 1_795_272_300L, 30, operations, 5).sendAll(views);
    RunQueries queries = new RunQueries(views);
    KpiPage page =
        queries.kpis(new KpiQuery("r1", Optional.empty(), Range.ofWidth(Duration.ofSeconds(10))));

    assertThat(Kpis.table(page).lines()).hasSize(10);
    assertThat(Kpis.table(page)).doesNotContain("\u001b").contains("browse", "*");
    assertThat(Kpis.csv(page).lines()).hasSize(10);
    assertThat(RunList.table(queries.runs())).contains("r1", "FAILED", "complete");
    assertThat(RunList.table(List.of())).contains("plimsoll run");
  }

  @Test
  void numbersAreShort() {
    assertThat(Numbers.decimal(0.01234)).isEqualTo("0.012");
    assertThat(Numbers.decimal(1_234.6)).isEqualTo("1,235");
    assertThat(Numbers.millis(12_345)).isEqualTo("12.3 s");
    assertThat(Numbers.percent(0.0117)).isEqualTo("1.17 %");
    assertThat(Numbers.bytes(3 * 1024 * 1024)).isEqualTo("3.00 MiB");
    assertThat(Numbers.duration(Duration.ofSeconds(3_723))).isEqualTo("1 h 02 min 03 s");
  }
}
