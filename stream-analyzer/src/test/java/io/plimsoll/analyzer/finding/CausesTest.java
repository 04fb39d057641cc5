package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.finding.SimulatedRun.Fault;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each cause is named by the metrics people have of it, and none without one (A6). */
class CausesTest {
  private static final String REFUSED = "prometheus:api/http_requests_per_second{status=\"429\"}";
  private static final String DOWNSTREAM = "prometheus:api/downstream_request_seconds";

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu            | host/cpu_ratio                                               | 0.5   | 0.99
          cpu            | container:api/cpu_throttled_ratio                            | 0     | 0.6
          cpu            | host@db/cpu_pressure_ratio                                   | 0.1   | 0.9
          memory         | prometheus:api/jvm_gc_collection_seconds_sum_per_second{gc="G1"} | 0.01  | 0.5
          memory         | container:api/memory_ratio                                   | 0.5   | 0.99
          disk           | host/disk_busy_ratio                                         | 0.2   | 1
          disk           | host@db/disk_queue{device="sda"}                             | 0.1   | 12
          network        | host/network_drops_per_second                                | 0     | 40
          pool           | prometheus:api/hikaricp_connections_pending{pool="main"}     | 0     | 30
          pool           | prometheus:api/database_pool_wait_seconds                    | 0.001 | 0.2
          database       | prometheus:api/database_query_seconds                        | 0.002 | 0.1
          database       | redis:cache:6379/clients_blocked                             | 0     | 20
          queue          | redis:queue:6379/queue_depth                                 | 2     | 200
          queue          | prometheus:api/celery_queue_length                           | 1     | 90
          lock           | prometheus:api/lock_wait_seconds                             | 0.001 | 0.1
          downstream     | prometheus:api/http_client_request_duration_seconds          | 0.01  | 0.3
          rate-limit     | prometheus:api/http_requests_per_second{status="429"}        | 0     | 40
          load-generator | agent:a1/loop_cpu_ratio                                      | 0.3   | 0.99
          """)
  void isNamed(String cause, String series, double usual, double during) {
    SimulatedRun run = new SimulatedRun(7).phase(300, 80, 80);
    suffer(run, series, usual, during);

    List<Finding> causes = causes(run);
    assertOnly(run, cause);
    Finding last = causes.get(causes.size() - 1);
    assertThat(last.getKind())
        .isEqualTo(cause.equals("load-generator") ? FindingKind.GENERATOR : FindingKind.BOTTLENECK);
    assertThat(last.getEvidence()).containsKeys("score", "rank", "deviations", "association");
    assertThat(last.getTitle()).contains(last.getMetric(), last.getSource());
    assertThat(last.getChart().getValues()).as("seconds until it was over").hasSizeGreaterThan(60);
  }

  @Test
  void waitsThatTheTargetKnowsNothingOfAreOfTheNetwork() {
    SimulatedRun run = new SimulatedRun(10).phase(300, 80, 80);
    suffer(run, "prometheus:api" + CauseWatch.SERVER, 0.0115, 0.0115);

    assertOnly(run, "network");
  }

  @Test
  void whatStaysAsItWasIsNotBlamed() {
    SimulatedRun run = new SimulatedRun(8).phase(300, 80, 80);
    suffer(run, "host/cpu_ratio", 0.6, 0.6);

    assertThat(run.told()).contains("CLOSED anomaly-latency-1");
    assertThat(causes(run)).isEmpty();
  }

  @Test
  void aPoolThatIsFullFromTheFirstSecondOnIsNamedAtTheEnd() {
    SimulatedRun run = new SimulatedRun(9).phase(60, 80, 80);
    for (int i = 0; i < 60; i++) {
      run.metric("prometheus:api/database_pool_size", 20);
      run.metric("prometheus:api/database_pool_in_use", i % 10 == 0 ? 19 : 20);
      run.metric("host/cpu_ratio", 0.97);
      run.seconds(1);
    }
    run.finish();

    assertOnly(run, "pool");
    assertThat(causes(run).get(0).getTitle()).endsWith("100 % of its limit throughout");
  }

  @Test
  void whatPilesUpBehindAStallIsNoCauseOfIt() {
    SimulatedRun run = new SimulatedRun(11).phase(300, 80, 80);
    usually(run, "prometheus:api/celery_queue_length", 1);
    run.seconds(4, silent());
    Fault catchingUp = new Fault();
    catchingUp.slower = 20;
    catchingUp.fewer = 2;
    run.metric("prometheus:api/celery_queue_length", 90);
    run.seconds(8, catchingUp);
    isOver(run, "prometheus:api/celery_queue_length", 1);

    assertThat(run.told()).contains("CLOSED anomaly-stall-1");
    assertThat(causes(run)).isEmpty();
  }

  @Test
  void whatComesSoonAfterAStallHasACauseOfItsOwn() {
    SimulatedRun run = new SimulatedRun(14).phase(300, 80, 80);
    usually(run, "prometheus:api/downstream_request_seconds", 0.01);
    run.seconds(15, silent());
    run.seconds(6);
    Fault slow = new Fault();
    slow.slower = 40;
    run.metric("prometheus:api/downstream_request_seconds", 0.6);
    run.seconds(12, slow);
    isOver(run, "prometheus:api/downstream_request_seconds", 0.01);

    assertOnly(run, "downstream");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void whatBeginsWhenSomethingElseEndsHasACauseOfItsOwn(long seed) {
    SimulatedRun run = servedAndAnswered(seed);
    slowDownstream(run, 6);
    refusals(run, 5);
    isOver(run, REFUSED, 0);

    assertThat(causes(run).stream().map(Finding::getFindingId))
        .as("%s", run.told())
        .containsSubsequence("bottleneck-downstream", "bottleneck-rate-limit");
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35})
  void whatCameShortlyBeforeIsNotBlamed(long seed) {
    SimulatedRun run = servedAndAnswered(seed);
    refusals(run, 4);
    run.metric(REFUSED, 0);
    run.seconds(2);
    long began = SimulatedRun.START + run.now() * SimulatedRun.SECOND;
    slowDownstream(run, 6);
    isOver(run, DOWNSTREAM, 0.01);

    assertThat(run.findings())
        .filteredOn(each -> each.getFindingId().matches("anomaly-latency.*|bottleneck-downstr.*"))
        .as("%s", run.told())
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(each -> Math.abs(each.getFromMicros() - began) <= SimulatedRun.SECOND);
    assertThat(run.findings())
        .filteredOn(each -> each.getFindingId().equals("bottleneck-rate-limit"))
        .as("%s", run.told())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(each -> each.getFromMicros() < began - SimulatedRun.SECOND);
  }

  /** For a minute nothing is refused, and the service that is called is quick. */
  private static SimulatedRun servedAndAnswered(long seed) {
    SimulatedRun run = new SimulatedRun(seed).phase(300, 80, 80);
    run.metric(REFUSED, 0);
    usually(run, DOWNSTREAM, 0.01);
    return run;
  }

  private static void slowDownstream(SimulatedRun run, int seconds) {
    Fault slow = new Fault();
    slow.slower = 40;
    run.metric(DOWNSTREAM, 0.6);
    run.seconds(seconds, slow);
    run.metric(DOWNSTREAM, 0.01);
  }

  /** What is refused is answered at once. */
  private static void refusals(SimulatedRun run, int seconds) {
    Fault refusing = new Fault();
    refusing.errors = 0.85;
    refusing.slower = 0.5;
    run.metric(REFUSED, 60);
    run.seconds(seconds, refusing);
  }

  @Test
  void aPoolThatIsHardlyFreeIsNamedThoughSecondsAreSilent() {
    SimulatedRun run = new SimulatedRun(13).phase(300, 80, 80);
    usually(run, "prometheus:api/database_pool_waiting", 0);
    Fault slow = new Fault();
    slow.slower = 50;
    run.metric("prometheus:api/database_pool_waiting", 20);
    for (int i = 0; i < 6; i++) {
      run.second(silent());
      run.second(slow);
    }
    isOver(run, "prometheus:api/database_pool_waiting", 0);

    assertOnly(run, "pool");
  }

  @Test
  void aCauseIsNamedAmongMoreSeriesThanAreKept() {
    SimulatedRun run = new SimulatedRun(12).phase(300, 80, 80);
    run.metric("prometheus:api/database_query_seconds", 0.002);
    run.seconds(1);
    for (int i = 0; i < 400; i++) {
      run.metric("prometheus:api/database_pool_waiting{pool=\"" + i + "\"}", 0);
    }
    suffer(run, "prometheus:api/database_query_seconds", 0.002, 0.1);

    assertOnly(run, "database");
  }

  private static void suffer(SimulatedRun run, String series, double usual, double during) {
    usually(run, series, usual);
    Fault slow = new Fault();
    slow.slower = 3;
    for (int i = 0; i < 12; i++) {
      run.metric(series, during * (1 + 0.01 * run.gaussian()));
      run.second(slow);
    }
    isOver(run, series, usual);
  }

  private static void usually(SimulatedRun run, String series, double value) {
    run.metric(series, value);
    run.seconds(60);
  }

  private static void isOver(SimulatedRun run, String series, double usual) {
    run.metric(series, usual);
    run.seconds(20);
    run.finish();
  }

  private static Fault silent() {
    Fault silent = new Fault();
    silent.silent = true;
    return silent;
  }

  private static void assertOnly(SimulatedRun run, String cause) {
    assertThat(causes(run))
        .as("%s", run.told())
        .isNotEmpty()
        .allMatch(each -> each.getFindingId().equals("bottleneck-" + cause));
  }

  private static List<Finding> causes(SimulatedRun run) {
    return run.findings().stream()
        .filter(each -> each.getFindingId().startsWith("bottleneck-"))
        .toList();
  }
}
