package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusSetTest {
  @Test
  void holdsWhatWasPutIn() {
    StatusSet set = StatusSet.of(List.of(201, 404, 0));

    assertThat(List.of(0, 201, 404)).allMatch(set::contains);
    assertThat(List.of(-1, 1, 200, 202, 403, 599, 100_000)).noneMatch(set::contains);
    assertThat(set.isEmpty()).isFalse();
    assertThat(StatusSet.EMPTY.isEmpty()).isTrue();
    assertThat(set).isEqualTo(StatusSet.of(List.of(404, 0, 201))).isNotEqualTo(StatusSet.of(404));
  }
}
