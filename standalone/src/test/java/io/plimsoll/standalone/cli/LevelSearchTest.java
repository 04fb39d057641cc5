package io.plimsoll.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.standalone.cli.LevelPlan.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LevelSearchTest {

  @Test
  void stopsPastTheBreakPointAndLooksAroundIt() {
    LevelSearch search = new LevelSearch();

    List<Double> levels = levels(search, factor -> Math.min(100 * factor, 160));

    assertThat(levels.subList(0, 5)).containsExactly(0.25, 0.5, 1.0, 2.0, 4.0);
    assertThat(levels.subList(5, levels.size())).allMatch(factor -> factor < 2.5);
    assertThat(levels).anyMatch(factor -> Math.abs(factor - 1.6) < 0.1).hasSizeBetween(8, 12);
    assertThat(search.foundTheBreak()).isTrue();
  }

  @Test
  void endsWhereNothingEverBends() {
    LevelSearch search = new LevelSearch();

    List<Double> levels = levels(search, factor -> 100 * factor);

    assertThat(levels).endsWith(64.0).hasSize(9);
    assertThat(search.foundTheBreak()).isFalse();
  }

  @Test
  void stopsWhereHalfOfTheRequestsFail() {
    LevelSearch search = new LevelSearch();

    search.took(0.25, 25, 0);
    search.took(0.5, 50, 0.6);

    assertThat(search.foundTheBreak()).isTrue();
    assertThat(search.next()).hasValueSatisfying(factor -> assertThat(factor).isLessThan(1));
  }

  @Test
  void ordersLevels() {
    List<Double> factors = List.of(1.0, 0.5, 2.0);

    assertThat(Order.UP.of(factors, 1)).containsExactly(0.5, 1.0, 2.0);
    assertThat(Order.UP_DOWN.of(factors, 1)).containsExactly(0.5, 1.0, 2.0, 2.0, 1.0, 0.5);
    assertThat(Order.RANDOM.of(factors, 1)).containsExactlyInAnyOrder(0.5, 1.0, 2.0);
    List<Double> shuffled = Order.RANDOM.of(factors, 1);
    assertThat(Order.RANDOM.of(List.of(2.0, 1.0, 0.5), 1)).isEqualTo(shuffled);
  }

  @Test
  void readsLevels() {
    assertThat(LevelPlan.read("auto").auto()).isTrue();
    assertThat(LevelPlan.read("0.25, 1,1.5").factors()).containsExactly(0.25, 1.0, 1.5);
    assertThatThrownBy(() -> LevelPlan.read("0.25,0")).hasMessageContaining("--levels 0.25,0");
    assertThatThrownBy(() -> LevelPlan.read("some")).hasMessageContaining("give auto, or factors");
  }

  private static List<Double> levels(LevelSearch search, DoubleUnaryOperator throughput) {
    List<Double> levels = new ArrayList<>();
    Optional<Double> next = search.next();
    while (next.isPresent() && levels.size() < 40) {
      levels.add(next.get());
      search.took(next.get(), throughput.applyAsDouble(next.get()), 0);
      next = search.next();
    }
    return levels;
  }
}
