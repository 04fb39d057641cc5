package io.plimsoll.report.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.gate.GateCase.State;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.sample.SteadyRun;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GateTest {
  private final Views views = new Views(Retention.DEFAULT);
  private final RunQueries queries = new RunQueries(views);

  @Test
  void failsOnARegressionAndWritesWhatCiSystemsRead() throws Exception {
    new SteadyRun("r1", 3_600, 20, 120, 0, "before", 1).sendTo(views);
    new SteadyRun("r2", 7_200, 27, 120, 0, "<after & all>", 2).sendTo(views);
    Gate gate = Gate.of(queries.detail("r2"), queries.comparison("r2", List.of("r1")), false);
    assertThat(gate.outcome()).isEqualTo(Gate.Outcome.FAILED);

    Element suite =
        (Element) parsed(JunitXml.write(gate)).getElementsByTagName("testsuite").item(0);
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(gate.cases().size());
    assertThat(suite.getAttribute("failures"))
        .isEqualTo(Integer.toString(suite.getElementsByTagName("failure").getLength()));
    assertThat(suite.getAttribute("skipped"))
        .isEqualTo(Integer.toString(suite.getElementsByTagName("skipped").getLength()));
    Element commit = (Element) suite.getElementsByTagName("property").item(1);
    assertThat(commit.getAttribute("value")).isEqualTo("<after & all>");
    assertThat(GateMarkdown.write(gate))
        .contains("### plimsoll: FAILED")
        .contains("&lt;after &amp; all&gt;")
        .contains("| browse | response.mean |");
  }

  /** By the parser of Maven's own report, which reads what CI systems read. */
  @Test
  void writesJunitXmlThatParsersOfTestReportsUnderstand() throws Exception {
    new SteadyRun("r1", 3_600, 20, 120, 0, "before", 1).sendTo(views);
    new SteadyRun("r2", 7_200, 27, 120, 0, "after", 2).sendTo(views);
    Gate gate = Gate.of(queries.detail("r2"), queries.comparison("r2", List.of("r1")), false);

    List<ReportTestSuite> suites =
        new TestSuiteXmlParser(new NullConsoleLogger())
            .parse(new InputStreamReader(bytes(JunitXml.write(gate)), StandardCharsets.UTF_8));

    assertThat(suites)
        .extracting(ReportTestSuite::getFullClassName)
        .containsExactlyInAnyOrder(
            "checkout.completeness", "checkout.findings", "checkout.comparison");
    assertThat(sum(suites, ReportTestSuite::getNumberOfTests)).isEqualTo(gate.cases().size());
    assertThat(sum(suites, ReportTestSuite::getNumberOfFailures))
        .isEqualTo(gate.cases(State.FAILED).size())
        .isPositive();
    assertThat(sum(suites, ReportTestSuite::getNumberOfSkipped))
        .isEqualTo(gate.cases(State.SKIPPED).size());
    assertThat(suites)
        .flatExtracting(ReportTestSuite::getTestCases)
        .filteredOn(each -> each.getName().equals("browse response.p50"))
        .singleElement()
        .matches(ReportTestCase::hasFailure)
        .matches(each -> each.getFailureMessage().contains("browse response.p50 +"));
  }

  private static int sum(List<ReportTestSuite> suites, ToIntFunction<ReportTestSuite> number) {
    return suites.stream().mapToInt(number).sum();
  }

  @Test
  void passesWithoutABaselineButSaysSo() {
    new SteadyRun("r1", 3_600, 20, 120, 0, "c", 1).sendTo(views);
    Gate gate = Gate.of(queries.detail("r1"), Optional.empty(), true);
    assertThat(gate.outcome()).isEqualTo(Gate.Outcome.PASSED);
    assertThat(gate.cases(State.SKIPPED)).extracting(GateCase::group).containsExactly("comparison");
  }

  @Test
  void failsOnALimitAndIsWithheldWhileDataIsMissing() {
    SampleRun run = new SampleRun("r1", 3_600, 60, SampleRun.OPERATIONS, 4);
    run.sendAll(views);
    Gate gate = Gate.of(queries.detail("r1"), Optional.empty(), false);
    assertThat(gate.outcome()).isEqualTo(Gate.Outcome.FAILED);
    assertThat(gate.cases(State.FAILED)).extracting(GateCase::group).contains("limits");
    views.accept(run.summary(30, false));
    assertThat(Gate.of(queries.detail("r1"), Optional.empty(), false).outcome())
        .isEqualTo(Gate.Outcome.WITHHELD);
  }

  private static Document parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(bytes(xml));
  }

  private static InputStream bytes(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }
}
