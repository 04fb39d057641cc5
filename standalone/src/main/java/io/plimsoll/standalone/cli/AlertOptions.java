package io.plimsoll.standalone.cli;

import io.plimsoll.report.alert.AlertPlan;
import io.plimsoll.report.alert.AlertPlanReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who is told of breaches while runs go on. */
final class AlertOptions {
  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description =
          "YAML file of who is told of breaches (Alertmanager, webhooks); see docs/alerts.md.")
  private Path file;

  boolean given() {
    return file != null;
  }

  /**
   * @throws io.plimsoll.report.alert.AlertPlanException when the file cannot be used
   */
  AlertPlan plan() {
    return given() ? AlertPlanReader.read(file, System::getenv) : AlertPlan.NONE;
  }
}
