package io.plimsoll.analyzer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.kpi.AccumulatorPool;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It can't be told from outside whether an accumulator was kept as bytes or merged at once. */
class CellsTest {
  private static final long START = 1_800_000_000_000_000L;
  private static final int OPERATIONS = 40;
  private static final int SUCCESS = 0;

  private final AccumulatorPool pool = new AccumulatorPool();
  private final Cells cells = new Cells(START, pool, new KpiAccumulator());
  private final Map<Integer, KpiAccumulator> expected = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsWhatWasMergedInAnyOrder(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 4 * OPERATIONS; i++) {
      int index = random.nextInt(OPERATIONS);
      KpiAccumulator more = outcomes(random, 1 + random.nextInt(random.nextBoolean() ? 5 : 60));
      expected.computeIfAbsent(index, none -> new KpiAccumulator()).merge(more);
      switch (random.nextInt(3)) {
        case 0 -> cells.change(index).merge(more);
        case 1 -> merge(index, more, START);
        default -> merge(index, more, START + 3_000_000); // a later second of a wide window
      }
      assertHolds(index);
    }

    List<Integer> visited = new ArrayList<>();
    cells.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(expected.keySet());
    visited.forEach(this::assertHolds);
    cells.take(index -> index % 2 == 0, this::assertHolds);
    cells.forEach(index -> assertThat(index % 2).isEqualTo(1));
    assertThat(cells.find(0)).isNull();
    cells.release();
    assertThat(pool.live()).isZero();
  }

  @Test
  void aSingleOneOfFewOutcomesTakesNoAccumulator() {
    for (int index = 0; index < 400; index++) {
      merge(index, outcomes(new Random(index), 3), START);
    }

    assertThat(cells.count()).isEqualTo(400);
    assertThat(pool.live()).isEqualTo(100);
    assertThat(cells.find(17).count()).isEqualTo(3);
    assertThat(cells.isDirty(17)).isTrue();
  }

  private void merge(int index, KpiAccumulator more, long fromMicros) {
    ByteReader in = new ByteReader(encoded(more, fromMicros));
    cells.merge(index, in, fromMicros);
    assertThat(in.hasMore()).as("read to its end").isFalse();
  }

  private void assertHolds(int index) {
    assertThat(encoded(cells.find(index), START)).isEqualTo(encoded(expected.get(index), START));
  }

  private static byte[] encoded(KpiAccumulator kpis, long fromMicros) {
    ByteWriter out = new ByteWriter(64);
    kpis.encode(out, fromMicros);
    return out.copy();
  }

  private static KpiAccumulator outcomes(Random random, int count) {
    KpiAccumulator kpis = new KpiAccumulator();
    for (int i = 0; i < count; i++) {
      long end = START + random.nextInt(1_000_000);
      long start = end - (long) Math.exp(random.nextGaussian() + 8);
      int kind = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : SUCCESS;
      kpis.add(kind, start - random.nextInt(300), start, end, 100, random.nextInt(9_000));
    }
    return kpis;
  }
}
