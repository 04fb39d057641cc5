package io.plimsoll.endtoend.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.process.Browser;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * One staircase, profiled afterwards: its steps become levels, the profile is kept, shown on its
 * page, and the next one is held against it (R4, R9).
 */
class ITStaircaseProfile {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final String SCENARIO =
      """
      name: stairs
      target: %s
      load: { staircase: { start: 2, add: 2, every: 4s, to: 6 } }
      steps: [ { get: "/api/v1/echo", as: echo } ]
      thinkTime: 20ms
      sla:
        echo: { p95: 2s }
        host: { cpu: { avg: < 99%% } }
        "*": { throughput: "> 20/s" }
      """;

  @TempDir private Path directory;

  @Test
  void turnsAFinishedStaircaseIntoAProfileThatIsKeptAndShown() throws Exception {
    Parts.require("chromium", "chromium");
    Parts.require("chromedriver", "chromium-driver");
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        PlimsollProcess serve = serve();
        Browser browser = Browser.open(directory.resolve("browser"))) {
      String page = serve.awaitOutput(Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)"), AT_MOST);
      String file = Scenarios.write(directory, SCENARIO.formatted(target.uri())).toString();
      String run = json("run", file, "--json", "--branch", "main").at("/run/id").asText();

      JsonNode profile = json("capacity", "--run", run, "--today", "4", "--json");

      assertThat(profile.at("/profile/id").asText()).isEqualTo("r-" + run);
      assertThat(profile.at("/profile/branch").asText()).isEqualTo("main");
      assertThat(profile.at("/profile/levels").findValues("offered"))
          .as("steps; one of which nothing was seen, on a machine that stalled, is none")
          .isNotEmpty()
          .extracting(JsonNode::asDouble)
          .isSubsetOf(2.0, 4.0, 6.0);
      assertThat(profile.at("/efficiency")).hasSameSizeAs(profile.at("/profile/levels"));
      readPages(browser, page, "r-" + run);
    }
  }

  private void readPages(Browser browser, String page, String id) throws IOException {
    ChromeDriver driver = browser.driver();
    driver.get(page);
    Awaitility.await("the menu")
        .atMost(AT_MOST)
        .until(() -> !driver.findElements(By.id("all-profiles")).isEmpty());
    driver.findElement(By.id("all-profiles")).click();
    Awaitility.await("the kept profile in the list")
        .atMost(AT_MOST)
        .until(() -> text(driver).contains(id));
    assertThat(text(driver)).contains("stairs").contains("users");
    driver.findElement(By.linkText("stairs")).click();
    Awaitility.await("the curves")
        .atMost(AT_MOST)
        .until(
            () ->
                driver.findElements(By.cssSelector("#throughput svg, #response svg")).size() == 2);
    assertThat(text(driver)).containsIgnoringCase("efficiency").contains("Capacity");
    browser.screenshot(SHOTS.resolve("profile.png"));
    assertThat(browser.complaints()).isEmpty();
  }

  private static String text(ChromeDriver driver) {
    return driver.findElement(By.tagName("body")).getText();
  }

  private PlimsollProcess serve() {
    return PlimsollProcess.start(
        directory, "serve", "--broker-port", "0", "--registry-port", "0", "--http-port", "0");
  }

  private JsonNode json(String... arguments) throws IOException {
    try (PlimsollProcess process = PlimsollProcess.start(directory, arguments)) {
      assertThat(process.exitCode(AT_MOST)).as(process.toString()).isIn(0, 1);
      return new ObjectMapper().readTree(process.stdout());
    }
  }
}
