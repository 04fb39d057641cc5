package io.plimsoll.report.sample;

import io.plimsoll.report.api.Health;
import io.plimsoll.report.api.HttpApi;
import io.plimsoll.report.document.HtmlReport;
import io.plimsoll.report.document.LocalReports;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunStatus;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows the page with made-up runs, one of them going on, for looking at it in a browser. */
public final class Preview {
  private Preview() {}

  /** Arguments: port, file for a report, seconds to begin with. */
  public static void main(String[] arguments) {
    Views views = new Views(Retention.DEFAULT);
    new SampleRun("20261120-091500-p2mq", 1_795_166_100L, 300, SampleRun.OPERATIONS, 1)
        .sendAll(views);
    SampleRun going =
        new SampleRun("20261121-144500-k3f9", 1_795_272_300L, 300, SampleRun.OPERATIONS, 2);
    views.accept(going.record(RunStatus.RUNNING));
    AtomicInteger second = new AtomicInteger();
    while (second.get() < Integer.parseInt(arguments[2])) {
      going.sendSecond(views, second.getAndIncrement(), true);
    }
    RunQueries queries = new RunQueries(views);
    LocalReports reports = new LocalReports(queries);
    HtmlReport.write(reports.report("20261120-091500-p2mq"), Path.of(arguments[1]));
    HttpApi api =
        HttpApi.start(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            Optional.empty(),
            false,
            reports,
            queries,
            () -> new Health("UP", true, 0, Map.of(), 0, views.windowBytes()),
            () -> MetricSnapshots.of());
    System.out.println("http://127.0.0.1:" + api.port());
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var unused =
        clock.scheduleAtFixedRate(
            () -> {
              if (second.get() < going.seconds()) {
                going.sendSecond(views, second.getAndIncrement(), true);
              }
            },
            1,
            1,
            TimeUnit.SECONDS);
  }
}
