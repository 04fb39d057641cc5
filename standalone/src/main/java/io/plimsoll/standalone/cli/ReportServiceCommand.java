package io.plimsoll.standalone.cli;

import io.plimsoll.report.ReportConfig;
import io.plimsoll.report.ReportService;
import io.plimsoll.report.view.Retention;
import io.plimsoll.schemas.topic.Cluster;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll report-service}. */
@Command(
    name = "report-service",
    mixinStandardHelpOptions = true,
    description =
        "The report service alone, for a distributed deployment: page, query API, reports, alerts.",
    footer = {
      "",
      "Example: plimsoll report-service --bootstrap-servers kafka:9092 --schema-registry"
          + " http://registry:8081"
    })
final class ReportServiceCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private HttpOptions http;
  @Mixin private AlertOptions alerts;

  @Override
  public Integer call() throws InterruptedException {
    Logging.toStandardError();
    Cluster where = cluster.required();
    ReportConfig config =
        new ReportConfig(
            where,
            http.host,
            http.port,
            http.token(),
            http.insecure,
            Retention.DEFAULT,
            alerts.plan());
    try (Shutdown shutdown = Shutdown.listen(() -> {});
        ReportService service = ReportService.start(config)) {
      spec.commandLine().getOut().println("Page and API on " + service.url() + "; Ctrl-C ends it.");
      shutdown.awaitRequest(Optional::empty);
    }
    return ExitCode.PASSED.number();
  }
}
