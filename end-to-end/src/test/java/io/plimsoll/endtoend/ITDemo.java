package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.Browser;
import io.plimsoll.endtoend.process.Parts;
import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The demo as a newcomer sees it: on the terminal and in a real browser (R5, R10, R12). */
class ITDemo {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Pattern PAGE = Pattern.compile("Live page: (\\S+)");
  private static final Pattern TARGET_COUNT =
      Pattern.compile("Target: ([\\d,]+) requests by its own count");
  private static final Path SHOTS = Path.of("target", "screenshots");

  @TempDir private Path directory;

  @Test
  void showsTheRunLiveAndEndsWithAReport() throws Exception {
    Parts.require("chromium", "chromium");
    Parts.require("chromedriver", "chromium-driver");
    Path out = directory.resolve("out");
    try (Browser browser = Browser.open(directory.resolve("profile"));
        PlimsollProcess demo =
            PlimsollProcess.start(
                directory,
                "demo",
                "--duration",
                "25s",
                "--http-port",
                "0",
                "--out",
                out.toString())) {
      String page = demo.awaitOutput(PAGE, AT_MOST);
      watch(browser, page);
      int ended = demo.exitCode(AT_MOST);

      RunReport report = RunReport.read(out);
      // A machine that stands still for seconds breaks its limits on times; nothing fails.
      boolean passed = report.root().at("/verdict/passed").asBoolean();
      assertThat(ended).as(demo.toString()).isEqualTo(passed ? 0 : 1);
      assertThat(report.root().at("/verdict/reasons").toString()).doesNotContain("error_rate");
      assertThat(demo.stdout())
          .doesNotContain("\u001b")
          .contains(passed ? "Verdict: PASSED" : "Verdict: FAILED")
          .contains("# reqs");
      assertThat(report.complete()).isTrue();
      assertThat(report.analysed()).isEqualTo(report.emitted()).isEqualTo(targetCount(demo));
      readReport(browser, out, report);
    }
  }

  private static void watch(Browser browser, String page) throws Exception {
    ChromeDriver driver = browser.driver();
    driver.get(page);
    Awaitility.await("figures on the live page")
        .atMost(AT_MOST)
        .until(
            () ->
                !driver.findElements(By.tagName("canvas")).isEmpty()
                    && text(driver).contains("browse"));
    int seen = requests(driver);
    Awaitility.await("figures that move")
        .atMost(AT_MOST)
        .until(() -> requests(driver) > seen + 1_000);
    assertThat(driver.findElements(By.tagName("canvas"))).hasSizeGreaterThanOrEqualTo(5);
    browser.screenshot(SHOTS.resolve("live.png"));
    assertThat(browser.complaints()).isEmpty();
    driver.get("about:blank"); // the demo ends soon, and its page would complain of that
  }

  private static void readReport(Browser browser, Path out, RunReport report) throws Exception {
    ChromeDriver driver = browser.driver();
    driver.get(out.resolve("report.html").toUri().toString());
    Awaitility.await("charts of the report")
        .atMost(AT_MOST)
        .until(() -> driver.findElements(By.tagName("canvas")).size() >= 5);
    assertThat(text(driver))
        .contains(report.root().at("/verdict/passed").asBoolean() ? "Passed" : "Failed")
        .contains("%,d".formatted(report.analysed()));
    browser.screenshot(SHOTS.resolve("report.png"));
    assertThat(browser.complaints()).isEmpty();
  }

  private static String text(ChromeDriver driver) {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** The number under the tile Requests. */
  private static int requests(ChromeDriver driver) {
    Matcher matcher = Pattern.compile("Requests\\s+([\\d,]+)").matcher(text(driver));
    return matcher.find() ? Integer.parseInt(matcher.group(1).replace(",", "")) : 0;
  }

  private static long targetCount(PlimsollProcess demo) {
    Matcher matcher = TARGET_COUNT.matcher(demo.stdout());
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1).replace(",", ""));
  }
}
