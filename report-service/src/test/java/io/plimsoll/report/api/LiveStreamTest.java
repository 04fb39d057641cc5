package io.plimsoll.report.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.sample.RunningApi;
import io.plimsoll.report.sample.SampleRun;
import io.plimsoll.report.sample.Schemas;
import io.plimsoll.report.view.Retention;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

@Timeout(120)
final class LiveStreamTest {
  private static final long START = 1_795_272_300L;
  private static final Map<String, String> SCHEMAS =
      Map.of("kpi", "Kpi", "resource", "ResourceRow", "summary", "Totals", "run", "Run");

  private final SampleRun sample = new SampleRun("r1", START, 65, SampleRun.OPERATIONS, 5);

  @Test
  void changesArriveAndAnInterruptedClientGoesOnWhereItStood() {
    try (RunningApi api = new RunningApi(Optional.empty())) {
      api.views().accept(sample.record(RunStatus.RUNNING));
      String since = api.queries().detail("r1").liveVersion();
      sample.sendSecond(api.views(), 20, false);
      api.views().accept(sample.record(RunStatus.ENDED));

      String mark = untilMark(api, "?since=" + since, Set.of("kpi", "resource", "summary", "run"));
      sample.sendSecond(api.views(), 21, false);
      untilMark(api, "", Set.of("kpi", "resource", "summary"), "Last-Event-ID", mark);
    }
  }

  @Test
  void versionOfAnotherProcessStartsOver() {
    try (RunningApi api = new RunningApi(Optional.empty())) {
      api.views().accept(sample.record(RunStatus.RUNNING));

      HttpResponse<Stream<String>> answer =
          api.send(
              "/api/v1/runs/r1/live", HttpResponse.BodyHandlers.ofLines(), "Last-Event-ID", "x-12");
      try (Stream<String> lines = answer.body()) {
        assertThat(lines.filter(line -> line.startsWith("event: ")).findFirst())
            .contains("event: reset");
      }
    }
  }

  @Test
  void slowClientGetsTheNewestStateOnceAndHoldsNobodyUp() {
    Views views = new Views(Retention.DEFAULT);
    RunQueries queries = new RunQueries(views);
    views.accept(sample.record(RunStatus.RUNNING));
    List<String> batches = new ArrayList<>();
    BaseSubscriber<String> slow =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            // Asks for nothing until told.
          }

          @Override
          protected void hookOnNext(String batch) {
            synchronized (batches) {
              batches.add(batch);
            }
          }
        };
    ApiRequest request =
        new ApiRequest(
            Map.of("id", "r1"),
            Map.of("since", queries.detail("r1").liveVersion()),
            Optional.empty(),
            "");
    new LiveStream(queries).run(request).subscribe(slow);

    for (int update = 0; update < 500; update++) {
      sample.windows(1, 20, false).forEach(views::accept);
    }
    slow.request(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              synchronized (batches) {
                return !batches.isEmpty();
              }
            });
    slow.cancel();

    long kpis = batches.get(0).lines().filter(line -> line.equals("event: kpi")).count();
    assertThat(kpis).isLessThanOrEqualTo(SampleRun.OPERATIONS.size() + 1);
  }

  private static String untilMark(
      RunningApi api, String query, Set<String> wanted, String... headers) {
    HttpResponse<Stream<String>> answer =
        api.send("/api/v1/runs/r1/live" + query, HttpResponse.BodyHandlers.ofLines(), headers);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    Set<String> missing = new HashSet<>(wanted);
    try (Stream<String> lines = answer.body()) {
      Iterator<String> each = lines.iterator();
      String event = "";
      String id = "";
      while (each.hasNext()) {
        String line = each.next();
        if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ") && SCHEMAS.containsKey(event)) {
          assertThat(Schemas.problems(SCHEMAS.get(event), line.substring(6))).isEmpty();
          missing.remove(event);
        } else if (line.startsWith("data: ") && event.equals("mark") && missing.isEmpty()) {
          return id;
        }
      }
    }
    throw new AssertionError("the stream ended without " + missing);
  }
}
