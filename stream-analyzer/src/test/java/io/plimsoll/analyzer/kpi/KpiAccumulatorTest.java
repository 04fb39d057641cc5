package io.plimsoll.analyzer.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KpiAccumulatorTest {
  private static final int SUCCESS = List.of(OutcomeKind.values()).indexOf(OutcomeKind.SUCCESS);

  private static final long BASE = 1_800_000_000_000_000L;

  private static final int KINDS = OutcomeKind.values().length;

  private record Sample(int kind, long intended, long start, long end, long sent, long received) {
    static Sample random(Random random) {
      long end = BASE + random.nextInt(1_000_000);
      long took = (long) Math.exp(random.nextGaussian() * 3 + 7) - 20;
      return new Sample(
          random.nextInt(KINDS),
          end - took - random.nextInt(500),
          end - took,
          end,
          random.nextInt(1000),
          random.nextInt(100_000));
    }
  }

  private static KpiAccumulator of(List<Sample> samples) {
    KpiAccumulator kpis = new KpiAccumulator();
    samples.forEach(s -> kpis.add(s.kind, s.intended, s.start, s.end, s.sent, s.received));
    return kpis;
  }

  private static byte[] encoded(KpiAccumulator kpis) {
    ByteWriter out = new ByteWriter(64);
    kpis.encode(out, BASE);
    return out.copy();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mergingTheShuffledPartsEqualsTheWholeToTheBit(long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      samples.add(Sample.random(random));
    }
    List<KpiAccumulator> parts = new ArrayList<>();
    for (int from = 0; from < samples.size(); ) {
      int to = Math.min(samples.size(), from + random.nextInt(60));
      parts.add(of(samples.subList(from, to)));
      from = to;
    }
    Collections.shuffle(parts, random);

    KpiAccumulator merged = new KpiAccumulator();
    KpiAccumulator mergedEncoded = new KpiAccumulator();
    parts.forEach(merged::merge);
    parts.forEach(part -> mergedEncoded.mergeEncoded(new ByteReader(encoded(part)), BASE));

    assertThat(encoded(merged)).as("seed %d", seed).isEqualTo(encoded(of(samples)));
    assertThat(encoded(mergedEncoded)).as("seed %d", seed).isEqualTo(encoded(of(samples)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 23, 24, 25, 60})
  void fewOutcomesAreSteppedOver(int count) {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      samples.add(Sample.random(random));
    }
    byte[] encoded = encoded(of(samples));
    ByteReader in = new ByteReader(encoded);

    assertThat(KpiAccumulator.skipFew(in)).isEqualTo(count <= 24);
    assertThat(in.position()).isEqualTo(count <= 24 ? encoded.length : 0);
    for (int length = 0; length < encoded.length && count <= 24; length++) {
      ByteReader cut = new ByteReader(Arrays.copyOf(encoded, length));
      assertThatThrownBy(() -> KpiAccumulator.skipFew(cut))
          .as("%d bytes of %d", length, encoded.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Up to 24 outcomes are kept as they are: what is asked of them must be the same as of more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 23, 24, 25, 60})
  void fewOutcomesAreSummedUpAsManyAre(int count) {
    Random random = new Random(count);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(Sample.random(random));
    }
    LatencySketch service = new LatencySketch();
    LatencySketch response = new LatencySketch();

    KpiAccumulator kpis = new KpiAccumulator();
    for (Sample s : samples) {
      kpis.add(s.kind, s.intended, s.start, s.end, s.sent, s.received);
      service.add(s.end - s.start);
      response.add(s.end - s.intended);
      assertThat(kpis.service().encoded()).isEqualTo(service.encoded());
      assertThat(kpis.response().encoded()).isEqualTo(response.encoded());
    }
    KpiAccumulator neverAsked = of(samples);
    Collections.shuffle(samples, random);

    assertThat(encoded(kpis)).isEqualTo(encoded(neverAsked)).isEqualTo(encoded(of(samples)));
    assertThat(kpis.service().encoded()).isEqualTo(service.encoded());
    assertThat(kpis.errors()).isEqualTo(samples.stream().filter(s -> s.kind != SUCCESS).count());
  }

  @Test
  void bytesBeyondAllNumbersStayAtTheLargest() {
    KpiAccumulator kpis = new KpiAccumulator();
    KpiAccumulator other = new KpiAccumulator();
    for (KpiAccumulator each : List.of(kpis, other)) {
      each.add(0, 1, 2, 3, 1L << 62, 7);
    }
    kpis.merge(other);

    assertThat(kpis.bytesSent()).isEqualTo(Long.MAX_VALUE);
    assertThat(kpis.bytesReceived()).isEqualTo(14);
  }

  @Test
  void aStartMoreThanADayBeforeItsEndIsNotTheFirst() {
    KpiAccumulator kpis = new KpiAccumulator();
    long day = 86_400_000_000L;
    kpis.add(0, 1, 1, 2 + day, 0, 0);
    assertThat(kpis.firstStartMicros()).isZero();

    kpis.add(0, 5, 5, 5 + day, 0, 0);
    assertThat(kpis.firstStartMicros()).isEqualTo(5);
    assertThat(kpis.count()).isEqualTo(2);
  }

  @Test
  void whatWasAskedBetweenTwoUsesLeavesNoTrace() {
    List<Sample> samples = List.of(Sample.random(new Random(4)), Sample.random(new Random(5)));
    KpiAccumulator used = of(samples);
    assertThat(used.service().count() + used.service().refused()).isEqualTo(2);
    used.clear();

    used.merge(of(samples.subList(0, 1)));

    assertThat(used.service().encoded()).isEqualTo(of(samples.subList(0, 1)).service().encoded());
  }

  @Test
  void keepsTimesThatAreFarFromWhereTheyAreCountedFrom() {
    Sample noStart = new Sample(SUCCESS, 0, 0, 130, 5, 6);
    KpiAccumulator kpis = of(List.of(noStart, new Sample(SUCCESS, 70, 400, 100, 5, 6)));

    KpiAccumulator read = new KpiAccumulator();
    read.mergeEncoded(new ByteReader(encoded(kpis)), BASE);
    KpiAccumulator withoutStart = new KpiAccumulator();
    withoutStart.mergeEncoded(new ByteReader(encoded(of(List.of(noStart)))), BASE);

    assertThat(read.firstStartMicros()).isEqualTo(400);
    assertThat(read.lastEndMicros()).isEqualTo(130);
    assertThat(withoutStart.firstStartMicros()).isZero();
    assertThat(withoutStart.lastEndMicros()).isEqualTo(130);
  }

  @Test
  void emptyIsTheIdentityAlsoAfterUse() {
    Sample sample = Sample.random(new Random(9));
    KpiAccumulator used = of(List.of(sample));
    used.clear();

    used.merge(of(List.of(sample)));
    used.merge(new KpiAccumulator());

    assertThat(encoded(used)).isEqualTo(encoded(of(List.of(sample))));
  }

  @Test
  void refusesBytesOfSomethingElse() {
    assertThatThrownBy(
            () -> new KpiAccumulator().mergeEncoded(new ByteReader(new byte[] {-1, -1, 3}), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
