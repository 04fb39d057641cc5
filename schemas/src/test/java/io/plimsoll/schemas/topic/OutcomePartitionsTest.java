package io.plimsoll.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outcomes that are counted together lie together, and the load is even. */
final class OutcomePartitionsTest {
  private static final int PARTITIONS = 6;
  private static final long SECOND = 1_000_000L;
  private static final List<String> MANY = names(OutcomePartitions.MANY_OPERATIONS);

  @Test
  void leavesTheChoiceToTheProducerWhereOperationsAreFew() {
    OutcomePartitions few = new OutcomePartitions(MANY.subList(1, MANY.size()), PARTITIONS);

    assertThat(few.of(0, 5 * SECOND)).isNull();
  }

  @Test
  void keepsASecondOfAnOperationTogether() {
    OutcomePartitions many = new OutcomePartitions(MANY, PARTITIONS);

    for (int operation = 0; operation < MANY.size(); operation++) {
      assertThat(many.of(operation, 5 * SECOND)).isEqualTo(many.of(operation, 6 * SECOND - 1));
    }
  }

  @Test
  void givesABusyOperationToEachPartitionInTurn() {
    OutcomePartitions many = new OutcomePartitions(MANY, PARTITIONS);

    assertThat(IntStream.range(100, 100 + PARTITIONS).map(at -> many.of(7, at * SECOND)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void spreadsTheOperationsOfASecond() {
    OutcomePartitions many = new OutcomePartitions(MANY, PARTITIONS);
    int[] counts = new int[PARTITIONS];

    for (int operation = 0; operation < MANY.size(); operation++) {
      counts[many.of(operation, SECOND)]++;
    }

    int even = MANY.size() / PARTITIONS;
    assertThat(IntStream.of(counts)).allMatch(count -> count > even / 2 && count < 2 * even);
  }

  @Test
  void agentsAgreeWhateverTheOrderOfTheirLists() {
    List<String> turned = MANY.stream().sorted(Collections.reverseOrder()).toList();
    OutcomePartitions one = new OutcomePartitions(MANY, PARTITIONS);
    OutcomePartitions other = new OutcomePartitions(turned, PARTITIONS);

    assertThat(one.of(MANY.indexOf("operation-123"), SECOND))
        .isEqualTo(other.of(turned.indexOf("operation-123"), SECOND));
  }

  @Test
  void takesTimesBeforeTheEpoch() {
    OutcomePartitions many = new OutcomePartitions(MANY, PARTITIONS);

    assertThat(many.of(0, -1)).isBetween(0, PARTITIONS - 1);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "operation-" + i).toList();
  }
}
