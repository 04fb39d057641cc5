package io.plimsoll.analyzer.merge;

import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that died holds its run's windows back for a minute, one that is well never loses. */
final class SilentAgentTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int PATIENCE = (int) (RunTime.PATIENCE_MICROS / SECOND);
  private static final int GRACE = 2;

  private final Pipeline pipeline = new Pipeline();
  private final Map<String, Integer> sequences = new HashMap<>();

  private void outcome(int source, String agent, long endMicros) {
    int sequence = sequences.merge(agent, 1, Integer::sum) - 1;
    pipeline.outcome(source, success("r1", sequence, "upload", endMicros, 1_000).of(agent));
  }

  /** A second of an agent on one partition: an outcome and two marks. */
  private void second(int source, String agent, long startMicros) {
    outcome(source, agent, startMicros + SECOND / 4);
    pipeline.mark(source, "r1", agent, startMicros + SECOND / 2, false);
    pipeline.mark(source, "r1", agent, startMicros + SECOND, false);
  }

  private void live(int from, int to, boolean crashes, String... agents) {
    for (int second = from; second < to; second++) {
      for (String agent : agents) {
        for (int source = 0; source < Pipeline.SOURCES; source++) {
          second(source, agent, START + second * SECOND);
        }
      }
      pipeline.drainAndFlush();
      if (crashes) {
        pipeline.crash();
      }
    }
  }

  private boolean isClosed(int second) {
    return pipeline.closed().containsKey("r1|*|1000000|" + (START + second * SECOND));
  }

  private RunSummary end(String[] planned, String... agents) {
    for (String agent : agents) {
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        pipeline.mark(source, "r1", agent, START + 2 * HOUR, true);
      }
      pipeline.lastLedger("r1", agent, sequences.get(agent));
    }
    pipeline.record("r1", RunStatus.FAILED, planned);
    pipeline.drainAndFlush();
    for (int tick = 0; tick < 10 && !pipeline.lastSummary().getClosed(); tick++) {
      pipeline.tick();
      pipeline.flush();
    }
    RunSummary summary = pipeline.lastSummary();
    assertThat(summary.getClosed()).isTrue();
    return summary;
  }

  private static AgentAccount account(RunSummary summary, String agent) {
    return summary.getAgents().stream()
        .filter(account -> account.getAgentId().equals(agent))
        .findAny()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void windowsCloseAgainOnceAnAgentHasBeenSilentForAMinute(boolean crashes) {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    live(0, 30, crashes, "a1", "a2");
    live(30, 30 + PATIENCE - 2, crashes, "a1");
    assertThat(isClosed(30 - GRACE - 1)).isTrue();
    assertThat(isClosed(30)).as("still waited for").isFalse();

    live(30 + PATIENCE - 2, 300, crashes, "a1");

    assertThat(isClosed(300 - GRACE - 1)).isTrue();
    assertThat(pipeline.storedEntries()).as("the journal of a minute or two").isLessThan(200);
    RunSummary summary = end(new String[] {"a1", "a2"}, "a1");
    assertThat(summary.getLate()).isZero();
    assertThat(summary.getComplete()).isFalse();
    assertThat(summary.getReasons())
        .contains(
            "agent a2 died at sequence number 89, the last that was read; there is no ledger entry");
    assertThat(summary.getTotal().getCount()).isEqualTo(330 * Pipeline.SOURCES);
  }

  @Test
  void anAgentThatWasPlannedAndNeverSeenHoldsNothingBackForLong() {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    live(0, PATIENCE - 2, false, "a1");
    assertThat(isClosed(0)).isFalse();

    live(PATIENCE - 2, PATIENCE + 10, false, "a1");

    assertThat(isClosed(PATIENCE)).isTrue();
    assertThat(end(new String[] {"a1", "a2"}, "a1").getReasons())
        .contains("agent a2 died before any outcome of it was read; there is no ledger entry");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThatMarksAgainIsWaitedForAgainAndWhatItMissedIsLate(boolean crashes) {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    live(0, 30, crashes, "a1", "a2");
    live(30, 200, crashes, "a1");
    assertThat(isClosed(190)).isTrue();

    live(30, 40, crashes, "a2"); // from its spool
    live(200, 210, crashes, "a1");
    assertThat(isClosed(200)).as("waits for both").isFalse();
    live(40, 210, crashes, "a2");

    assertThat(isClosed(210 - GRACE - 1)).isTrue();
    assertThat(pipeline.closed().get("r1|*|1000000|" + (START + 205 * SECOND)).count())
        .isEqualTo(2 * Pipeline.SOURCES);
    RunSummary summary = end(new String[] {"a1", "a2"}, "a1", "a2");
    assertThat(summary.getLate()).isEqualTo((200 - GRACE - 30) * Pipeline.SOURCES);
    assertThat(account(summary, "a2").getLate()).isEqualTo(summary.getLate());
    assertThat(account(summary, "a1").getLate()).isZero();
    assertThat(summary.getTotal().getCount()).isEqualTo(420 * Pipeline.SOURCES - summary.getLate());
  }

  /** What they wrote in a quarter of a minute adds up to minutes only when it is added up. */
  @Test
  void manyAgentsThatCatchUpOneAfterTheOtherAreAllWaitedFor() {
    String[] agents = IntStream.range(0, 10).mapToObj(i -> "a" + i).toArray(String[]::new);
    pipeline.record("r1", RunStatus.RUNNING, agents);
    live(0, 10, false, agents);

    for (String agent : agents) {
      live(10, 25, false, agent);
    }

    assertThat(isClosed(25 - GRACE - 1)).isTrue();
    RunSummary summary = end(agents, agents);
    assertThat(summary.getLate()).isZero();
    assertThat(summary.getTotal().getCount()).isEqualTo(25 * 10 * Pipeline.SOURCES);
  }

  @Test
  void partitionsThatAreReadFarApartLeaveNoAgentOut() {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      for (int second = 0; second < 600; second++) {
        second(source, "a1", START + second * SECOND);
        second(source, "a2", START + second * SECOND);
        if (second % 7 == 0) { // in the middle of a second of a2
          pipeline.drainAndFlush();
        }
      }
    }

    assertNothingLate("a1", "a2");
  }

  /** While the broker was away both kept five minutes on disk; one is quicker to send them. */
  @Test
  void anAgentIsNotSilentBecauseAnotherEmptiesItsSpoolFirst() {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    live(0, 10, false, "a1", "a2");
    for (String agent : new String[] {"a1", "a2"}) {
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        for (int second = 10; second < 310; second++) {
          outcome(source, agent, START + second * SECOND);
          if (second % 20 == 0) {
            pipeline.mark(source, "r1", agent, START + second * SECOND, false);
          }
        }
        pipeline.drainAndFlush();
      }
    }
    live(310, 320, false, "a1", "a2");

    assertNothingLate("a1", "a2");
  }

  @Test
  void clocksThatAreAnHourApartLeaveNoAgentOut() {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    for (int second = 0; second < 200; second++) {
      for (int source = 0; source < Pipeline.SOURCES; source++) {
        second(source, "a1", START + HOUR + second * SECOND);
        second(source, "a2", START + second * SECOND);
      }
      pipeline.drainAndFlush();
    }

    assertNothingLate("a1", "a2");
  }

  @Test
  void anAgentBesideOneThatHasEndedIsWaitedForHoweverLongItIsSilent() {
    pipeline.record("r1", RunStatus.RUNNING, "a1", "a2");
    live(0, 10, false, "a1", "a2");
    live(10, 100, false, "a1");
    for (int source = 0; source < Pipeline.SOURCES; source++) {
      pipeline.mark(source, "r1", "a1", START + 100 * SECOND, true);
    }
    pipeline.drainAndFlush();
    live(100, 120, false, "a2");

    assertThat(isClosed(110)).isTrue();
    RunSummary summary = end(new String[] {"a1", "a2"}, "a1", "a2");
    assertThat(summary.getLate()).isZero();
  }

  private void assertNothingLate(String... agents) {
    RunSummary summary = end(agents, agents);
    assertThat(summary.getLate()).isZero();
    assertThat(summary.getComplete()).isTrue();
  }
}
