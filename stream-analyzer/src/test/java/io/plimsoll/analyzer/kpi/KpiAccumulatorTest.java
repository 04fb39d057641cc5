package io.plimsoll.analyzer.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KpiAccumulatorTest {
  private static final int KINDS = OutcomeKind.values().length;

  private record Sample(int kind, long intended, long start, long end, long sent, long received) {
    static Sample random(Random random) {
      long end = 1_800_000_000_000_000L + random.nextInt(1_000_000);
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
    kpis.encode(out);
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
    parts.forEach(part -> mergedEncoded.mergeEncoded(new ByteReader(encoded(part))));

    assertThat(encoded(merged)).as("seed %d", seed).isEqualTo(encoded(of(samples)));
    assertThat(encoded(mergedEncoded)).as("seed %d", seed).isEqualTo(encoded(of(samples)));
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
            () -> new KpiAccumulator().mergeEncoded(new ByteReader(new byte[] {-1, -1, 3})))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
