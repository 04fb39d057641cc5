package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.process.Browser;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.w3c.dom.Document;

/**
 * A pull request's way: a baseline, repeats in turns with another build, a run that is slower and
 * fails in part, the gate between them, and the history of it all in a real browser (R1–R3, R8).
 * What must be found are the errors, since no load of this machine can make or hide them; how small
 * a slowdown is found is measured in the benchmarks.
 */
class ITGate {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final String SCENARIO =
      """
      name: pull-request
      target: %s
      load: { arrivals: [ { rate: 5/s, for: 1s }, { rate: 20/s, for: 4s } ] }
      steps: [ { get: "/status/${env:STATUS}", as: read }, { get: "/delay/${env:MILLIS}", as: work } ]
      compare: { read: { error_rate: 0.2%% } }
      """;

  @TempDir private Path directory;

  @Test
  void findsTheRegressionAndNothingElse() throws Exception {
    String last;
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess serve =
            PlimsollProcess.start(
                directory,
                "serve",
                "--broker-port",
                "0",
                "--registry-port",
                "0",
                "--http-port",
                "0")) {
      serve.awaitOutput(Pattern.compile("(Serving)"), AT_MOST);
      String page = serve.awaitOutput(Pattern.compile("page and API +(\\S+)"), AT_MOST);
      String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
      last = repeatsInTurns(file, target.uri().toString());
      assertSeries(page, last);
      String baseline = run(file, "200", "200", 0);
      assertThat(print(0, "baseline", "set", baseline)).contains("pull-request", baseline);
      assertThat(answer(page, "/api/v1/baselines").at("/baselines/0/setBy").asText())
          .isEqualTo("user");

      String slower = run(file, "2000", "500", 1);
      JsonNode worse = answer(page, "/api/v1/runs/" + slower + "/comparison").at("/comparison");
      assertThat(worse.at("/verdict").asText()).as(worse.toString()).isEqualTo("WORSE");
      assertThat(change(worse, "read", "error_rate").at("/verdict").asText()).isEqualTo("WORSE");
      assertThat(change(worse, "read", "error_rate").at("/threshold").asDouble()).isEqualTo(0.002);
      assertThat(change(worse, "read", "error_rate").at("/change").asDouble()).isEqualTo(1);
      assertThat(change(worse, "work", "response.p50").at("/candidate").asDouble())
          .isGreaterThan(2_000);

      Path junit = directory.resolve("gate.xml");
      assertThat(print(1, "gate", slower, "--junit", junit.toString()))
          .contains("### plimsoll: FAILED");
      Document document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
      assertThat(document.getElementsByTagName("failure").getLength()).isPositive();
      assertThat(document.getElementsByTagName("testcase").getLength()).isGreaterThan(8);
      assertThat(answer(page, "/api/v1/history?scenario=pull-request").at("/runs")).hasSize(4);
      browse(page, slower);
    }
    assertKept(last);
  }

  private static void assertSeries(String page, String last) throws Exception {
    JsonNode series = answer(page, "/api/v1/runs/" + last + "/comparison").at("/comparison");
    assertThat(series.at("/runId").asText()).isEqualTo(last);
    assertThat(series.at("/repeats")).hasSize(2);
    assertThat(series.at("/baselineRunIds")).hasSize(2);
    JsonNode history = answer(page, "/api/v1/history?scenario=pull-request");
    assertThat(history.at("/runs/1/series/repeats").asInt()).isEqualTo(2);
  }

  /** Whoever found it has gone. */
  private void assertKept(String last) {
    assertThat(print(0, 1, "compare", last))
        .contains("2 repeats judged together")
        .containsPattern("read +error_rate .* SAME");
    assertThat(print(0, 1, "report", last, "--out", directory.resolve("again").toString()))
        .contains("report.html");
    assertThat(directory.resolve("again").resolve("report.html"))
        .content()
        .contains("2 repeats judged together");
    assertThat(print(0, 1, "history", "pull-request"))
        .contains("Series of 2 repeats that ends with run " + last);
  }

  /**
   * Two runs each; those of the baseline build are no part of the history. Returns the last one of
   * the build under test, whose report has what was found of the series.
   */
  private String repeatsInTurns(String file, String target) {
    String said;
    Path out = directory.resolve("series");
    try (PlimsollProcess run =
        PlimsollProcess.start(
            directory,
            Map.of("MILLIS", "200", "STATUS", "200"),
            "run",
            file,
            "--repeat",
            "2",
            "--baseline-target",
            target,
            "--baseline-commit",
            "0ld",
            "--out",
            out.toString())) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isIn(0, 1);
      said = run.stdout();
    }
    assertThat(said.lines().filter(line -> line.matches("(baseline|run) \\d of 2")))
        .containsExactly("baseline 1 of 2", "run 1 of 2", "run 2 of 2", "baseline 2 of 2");
    assertThat(said)
        .contains("Variation between repeats", "Variation of the baseline", "plimsoll gate ")
        .containsPattern("read +error_rate .* SAME");
    assertThat(out.resolve("02-run").resolve("report.html"))
        .content()
        .contains("2 repeats judged together");
    Matcher gate = Pattern.compile("plimsoll gate (\\S+)").matcher(said);
    assertThat(gate.find()).isTrue();
    return gate.group(1);
  }

  private void browse(String page, String slower) throws Exception {
    Parts.require("chromium", "chromium");
    Parts.require("chromedriver", "chromium-driver");
    try (Browser browser = Browser.open(directory.resolve("profile"))) {
      ChromeDriver driver = browser.driver();
      driver.get(page + "/history");
      driver.findElement(By.linkText("pull-request")).click();
      Awaitility.await("a chart of each KPI")
          .atMost(AT_MOST)
          .until(() -> driver.findElements(By.tagName("canvas")).size() >= 9);
      assertThat(driver.findElement(By.tagName("body")).getText())
          .contains("4 complete runs")
          .contains("response.p95");
      browser.screenshot(Path.of("target", "screenshots", "history.png"));
      driver.get(page + "/api/v1/runs/" + slower + "/report.html");
      assertThat(driver.findElement(By.tagName("body")).getText())
          .contains("Comparison with the baseline")
          .contains("Worse than the baseline");
      driver.executeScript("document.getElementById('comparison').scrollIntoView()");
      browser.screenshot(Path.of("target", "screenshots", "comparison.png"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static JsonNode answer(String page, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + path)).build();
    return new ObjectMapper()
        .readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private String run(String file, String millis, String status, int exitCode) throws Exception {
    try (PlimsollProcess run =
        PlimsollProcess.start(
            directory, Map.of("MILLIS", millis, "STATUS", status), "run", file, "--json")) {
      assertThat(run.exitCode(AT_MOST)).as(run.toString()).isEqualTo(exitCode);
      return new ObjectMapper().readTree(run.stdout()).at("/run/id").asText();
    }
  }

  private static JsonNode change(JsonNode comparison, String operation, String metric) {
    for (JsonNode change : comparison.get("changes")) {
      if (change.at("/operation").asText().equals(operation)
          && change.at("/metric").asText().equals(metric)) {
        return change;
      }
    }
    throw new AssertionError("no " + metric + " of " + operation + " in " + comparison);
  }

  /** What it prints. */
  private String print(int exitCode, String... arguments) {
    return print(exitCode, exitCode, arguments);
  }

  private String print(int exitCode, int orElse, String... arguments) {
    try (PlimsollProcess process = PlimsollProcess.start(directory, arguments)) {
      int ended = process.exitCode(AT_MOST);
      assertThat(ended).as(process.toString()).isIn(exitCode, orElse);
      return process.stdout();
    }
  }
}
