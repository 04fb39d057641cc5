package io.plimsoll.load.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of readings that are late or fail; the test itself says when a sample is due. */
final class SourceSamplerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final List<SystemSample> samples = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private volatile Probe behaviour = now -> reading();
  private final SourceSampler sampler =
      new SourceSampler(
          new SampledSource(
              "fake", Duration.ofSeconds(1), Duration.ofSeconds(1), new SourcePlan.Host()),
          SourceKind.HOST,
          "agent-1",
          () -> now -> behaviour.read(now),
          new AgentClock(0, nanos::get),
          samples::add,
          notices());

  private Notices notices() {
    return new Notices() {
      @Override
      public void warn(String message) {
        said.add("WARN " + message);
      }

      @Override
      public void info(String message) {
        said.add("INFO " + message);
      }
    };
  }

  private static Reading reading() {
    Reading reading = new Reading();
    reading.put("x_ratio", 0.5);
    return reading;
  }

  /** Lets a sample be due, and waits until it has been taken. */
  private SystemSample sample() {
    int before = samples.size();
    await().atMost(PATIENCE).until(() -> !sampler.busy());
    sampler.tick();
    await().atMost(PATIENCE).until(() -> samples.size() > before);
    return samples.get(before);
  }

  private void first() throws InterruptedException {
    sampler.tick();
    sampler.first().await();
    await().atMost(PATIENCE).until(() -> !sampler.busy());
  }

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void keepsTheFirstReadingToItself() throws InterruptedException {
    first();
    assertThat(samples).isEmpty();

    assertThat(sample().getValues())
        .containsEntry("x_ratio", 0.5)
        .containsEntry("source_up", 1.0)
        .containsEntry("samples_missed", 0.0);
  }

  @Test
  void saysOnceThatASourceFailsAndOnceThatItIsBack() throws InterruptedException {
    first();
    behaviour =
        now -> {
          throw new IOException("broken pipe");
        };
    sample();
    sample();
    SystemSample third = sample();
    assertThat(third.getValues())
        .doesNotContainKey("x_ratio")
        .containsEntry("source_up", 0.0)
        .containsEntry("samples_missed", 3.0);

    behaviour = now -> reading();
    assertThat(sample().getValues()).containsEntry("source_up", 1.0).containsKey("x_ratio");
    assertThat(said)
        .containsExactly(
            "WARN fake cannot be sampled: broken pipe. It is tried again and again",
            "INFO fake is sampled again; 3 samples are missing");
    assertThat(sampler.warning()).contains("fake: 3 of 5 samples are missing: broken pipe");
  }

  @Test
  void dropsAndCountsWhatIsDueWhileAReadingHangs() throws InterruptedException {
    first();
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    behaviour =
        now -> {
          hanging.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return reading();
        };
    sampler.tick();
    hanging.await();

    sampler.tick();
    sampler.tick();
    assertThat(samples).extracting(each -> each.getValues().get("samples_missed")).contains(2.0);
    assertThat(samples).noneMatch(each -> each.getValues().containsKey("x_ratio"));

    release.countDown();
    await().atMost(PATIENCE).until(() -> samples.size() == 3);
    assertThat(said).hasSize(2).first().asString().contains("takes longer than 1000 ms");
  }

  @Test
  void dropsAReadingThatTookLongerThanItsTimeout() throws InterruptedException {
    first();
    behaviour =
        now -> {
          nanos.addAndGet(1_500_000_000L);
          return reading();
        };

    assertThat(sample().getValues())
        .doesNotContainKey("x_ratio")
        .containsEntry("samples_missed", 1.0);
    assertThat(said).hasSize(1).first().asString().contains("took 1500 ms");
  }

  @Test
  void saysOnceThatThereIsNoSuchThing() throws InterruptedException {
    behaviour =
        now -> {
          throw ProbeException.absent("no such processor");
        };
    first();
    sampler.tick();
    sampler.tick();

    assertThat(said).containsExactly("INFO fake is not sampled: no such processor");
    assertThat(samples).isEmpty();
    assertThat(sampler.warning()).isEmpty();
  }

  @Test
  void sendsNothingOnceItIsClosed() throws InterruptedException {
    first();
    sampler.close();
    sampler.tick();
    assertThat(samples).isEmpty();
  }
}
