package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.finding.Signals.Role;
import io.plimsoll.analyzer.finding.Signals.Signal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void aSeriesTellsOfTheCauseOfTheFirstLineOfEachRole() {
    List<Signal> pool = Signals.SHIPPED.of("prometheus:target/database_pool_in_use");

    Optional<String> size = Optional.of("prometheus:target/database_pool_size");
    assertThat(pool)
        .containsExactly(
            new Signal("pool", Role.USE, Optional.empty(), size),
            new Signal("connections", Role.LEVEL, Optional.empty(), size));
    assertThat(Signals.SHIPPED.of("host/cpu_ratio"))
        .containsExactly(new Signal("cpu", Role.USE, Optional.of(0.9), Optional.empty()));
  }

  @Test
  void theLimitOfASourceWithSlashesIsOfTheSameSource() {
    assertThat(Signals.SHIPPED.of("container:/docker/ab/memory_used_bytes").get(0).limitSeries())
        .contains("container:/docker/ab/memory_limit_bytes");
    assertThat(
            Signals.SHIPPED
                .of("prometheus:target/jvm_memory_used_bytes{area=\"heap\"}")
                .get(0)
                .limitSeries())
        .contains("prometheus:target/jvm_memory_max_bytes{area=\"heap\"}");
  }

  @Test
  void whatNoLineKnowsTellsNothing() {
    assertThat(Signals.SHIPPED.of("host/cores")).isEmpty();
  }
}
