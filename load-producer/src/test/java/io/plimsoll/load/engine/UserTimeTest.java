package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Peer;
import io.plimsoll.load.engine.SocketServer.Received;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Users are there for their whole time, and whatever was intended in it is told. */
final class UserTimeTest {
  private final List<Long> stayedMillis = new CopyOnWriteArrayList<>();

  @Test
  void aUserWhoOnlyListensIsThereUntilTheEnd() throws IOException {
    try (SocketServer server = new SocketServer(UserTimeTest::tellForEver)) {
      List<Recorded> all =
          Drive.until(
              seen -> seen.size() >= 60 && Drive.users(seen) == 3,
              users(
                  server.url(),
                  "steady: { users: 3, for: 5m }",
                  """
                  steps: [ { connect: /ws, receive: { timestamp: $.sent } }, { think: 5m } ]
                  """));

      assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  private static void tellForEver(Peer peer) throws IOException {
    peer.upgrade();
    while (true) {
      peer.send("{\"sent\":%d}".formatted(System.currentTimeMillis() - 1));
      SocketServer.pause(20);
    }
  }

  @Test
  void aThinkAtTheEndOfABehaviourLastsNoLongerThanTheUser() throws IOException {
    stays("steady: { users: 2, for: 1s }", "steps: [ { connect: /ws }, { think: 5m } ]", 2);
  }

  @Test
  void aUserWhoHasNothingToDoStillThinks() throws IOException {
    stays(
        "steady: { users: 2, for: 1s }",
        "onStart: [ { connect: /ws } ]\nsteps: [ { think: 1ms } ]",
        2);
  }

  @Test
  void anArrivalKeepsItsWebSocketWhileItThinks() throws IOException {
    try (SocketServer server = new SocketServer(this::measureStay)) {
      Drive.whole(
          """
          name: stays
          target: %s
          load: { arrivals: { burst: 2, every: 1h } }
          steps: [ { connect: /ws }, { think: 1s } ]
          """
              .formatted(server.url()));
      haveStayed(2);
    }
  }

  private void stays(String load, String steps, int connections) throws IOException {
    try (SocketServer server = new SocketServer(this::measureStay)) {
      Drive.run(users(server.url(), load, steps));
      haveStayed(connections);
      assertThat(server.connections()).isEqualTo(connections);
    }
  }

  private void haveStayed(int connections) {
    Awaitility.await()
        .atMost(Drive.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stayedMillis)
                    .hasSize(connections)
                    .allMatch(each -> each > 500, "a second, less what a busy machine takes"));
  }

  private void measureStay(Peer peer) throws IOException {
    long begun = System.nanoTime();
    peer.upgrade();
    Received each = peer.read();
    while (peer.answersControl(each)) {
      each = peer.read();
    }
    stayedMillis.add((System.nanoTime() - begun) / 1_000_000);
  }

  @Test
  void aVisitThatItsUserHadNoTimeForIsNotSentAndNoLagOfTheGenerator() throws IOException {
    try (RawServer server = slow();
        Drive drive = often(server, "2s")) {
      List<Recorded> all = drive.start().await();

      List<Long> intended = all.stream().map(each -> each.intended() / 1_000_000).sorted().toList();
      assertThat(IntStream.range(1, intended.size()).mapToObj(i -> gap(intended, i)))
          .as("twenty a second, sent or not")
          .hasSizeBetween(38, 40)
          .allMatch(gap -> gap >= 49 && gap <= 51);
      assertThat(all)
          .filteredOn(each -> each.kind() == OutcomeKind.NOT_SENT)
          .hasSizeGreaterThan(30)
          .allMatch(each -> each.error().contains("before its turn came"))
          .anyMatch(each -> each.responseMillis() > 1_000);
      assertThat(Duration.ofNanos(drive.engine().takeScheduleLagNanos()))
          .as("its user was busy; the generator was not late")
          .isLessThan(Duration.ofMillis(600));
    }
  }

  @Test
  void whatWouldHaveBeenIntendedAfterAnEarlyEndIsNot() throws IOException {
    try (RawServer server = slow();
        Drive drive = often(server, "1h")) {
      drive.start();
      Awaitility.await().atMost(Drive.PATIENCE).until(() -> server.requests() >= 2);
      drive.stop(Drive.PATIENCE);
      long stopped = AgentClock.system().nanos();

      List<Recorded> all = drive.await();

      assertThat(all).extracting(Recorded::kind).contains(OutcomeKind.NOT_SENT);
      assertThat(all).allMatch(each -> each.intended() <= stopped);
    }
  }

  private static RawServer slow() throws IOException {
    return new RawServer(
        (socket, request) -> {
          SocketServer.pause(700);
          socket.getOutputStream().write(ok("{}"));
        });
  }

  /** One user, for whom twenty visits a second are intended. */
  private static Drive often(RawServer server, String time) {
    String behaviour = "behaviours: { often: { frequency: 20/s, steps: [ { get: / } ] } }";
    String load = "steady: { users: 1, for: " + time + " }";
    return new Drive(users(server.url(), load, behaviour), 1, Drive.PATIENCE);
  }

  private static long gap(List<Long> times, int i) {
    return times.get(i) - times.get(i - 1);
  }

  @Test
  void pollingWaitsForAnErrorStatusWhereThatIsWanted() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, request) ->
                socket.getOutputStream().write(request < 2 ? ok("{}") : answer(404, "gone")))) {
      List<Recorded> all =
          one(server, "{ poll: /job, every: 20ms, until: status == 404, as: deleted }");

      assertThat(all).extracting(Recorded::status).containsExactly(200, 200, 404, 404);
      assertThat(all).extracting(Recorded::kind).containsOnly(OutcomeKind.SUCCESS);
    }
  }

  /** An answer that says too little for the condition to fail is not the one waited for. */
  @Test
  void pollingDoesNotTakeAnErrorForTheAnswer() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, request) ->
                socket
                    .getOutputStream()
                    .write(request == 0 ? ok("{\"state\":\"busy\"}") : answer(503, "later")))) {
      List<Recorded> all =
          one(server, "{ poll: /job, every: 20ms, until: $.state != busy, as: done }");

      assertThat(all)
          .extracting(Recorded::kind)
          .containsExactly(OutcomeKind.SUCCESS, OutcomeKind.REJECTED, OutcomeKind.REJECTED);
    }
  }

  @Test
  void pollingThatIsDoneTooLateIsLate() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, request) -> {
              SocketServer.pause(request == 0 ? 0 : 600);
              socket.getOutputStream().write(ok("{\"done\":" + (request > 0) + "}"));
            })) {
      List<Recorded> all =
          one(server, "{ poll: /job, every: 700ms, until: $.done == true, timeout: 1s, as: done }");

      assertThat(all.get(all.size() - 1))
          .returns(OutcomeKind.TIMEOUT, Recorded::kind)
          .returns("not done in time", Recorded::error);
    }
  }

  private static List<Recorded> one(RawServer server, String step) {
    return Drive.whole(
        """
        name: one
        target: %s
        load: { arrivals: { burst: 1, every: 1h } }
        timeout: 60s
        steps: [ %s ]
        """
            .formatted(server.url(), step));
  }

  private static String users(String url, String load, String steps) {
    return "name: users\ntarget: %s\nload: { users: { %s } }\ntimeout: 60s\n%s\n"
        .formatted(url, load, steps);
  }

  private static byte[] ok(String json) {
    return answer(200, json);
  }

  private static byte[] answer(int status, String body) {
    return "HTTP/1.1 %d x\r\ncontent-length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
