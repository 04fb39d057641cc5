package io.plimsoll.stats.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesTest {

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1, 0.5, 0.5, 1.0",
    "99, 100, 1, 0.99, 98.01, 1.0",
    "3, 2, 2, 0.6428571428571429, 1.9285714285714286, 1.1428571428571428",
    "8, 1, 10, 0.40918015079644354, 1.6367206031857742, 1.2045900753982217",
    "95, 1, 100, 0.5064568539130206, 9.622680224347391, 1.1012913707826042",
    "10, 1.5, 8, 0.5326865772524281, 2.6634328862621404, 0.9330099552928807"
  })
  void meetsErlangC(double lambda, double mu, int servers, double wait, double lq, double w) {
    MultiServerQueue queue = new MultiServerQueue(lambda, mu, servers);

    assertThat(queue.waitProbability()).isCloseTo(wait, within(1e-9));
    assertThat(queue.meanWaiting()).isCloseTo(lq, within(1e-9 * Math.max(1, lq)));
    assertThat(queue.meanResponse()).isCloseTo(w, within(1e-9));
    assertThat(queue.meanPresent()).isCloseTo(lambda * queue.meanResponse(), within(1e-9));
    assertThat(ErlangC.waiting(servers, queue.utilisation())).isCloseTo(wait, within(1e-9));
    assertThat(ErlangC.relativeWait(servers, queue.utilisation()))
        .isCloseTo(queue.meanWait() * mu, within(1e-9 * Math.max(1, queue.meanWait() * mu)));
  }

  @Test
  void liesBetweenItsNeighboursForServersThatAreNoWholeNumber() {
    assertThat(ErlangC.waiting(4.5, 0.8))
        .isBetween(ErlangC.waiting(5, 0.8), ErlangC.waiting(4, 0.8));
    assertThat(ErlangC.waiting(3, 1)).isNaN();
    assertThat(ErlangC.waiting(3, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.5",
    "5, 5, 0.28486782133090244",
    "10, 15, 0.03649694547237079",
    "100, 110, 0.027463448449822916"
  })
  void meetsErlangB(double offered, int servers, double blocking) {
    assertThat(ErlangB.blocking(offered, servers)).isCloseTo(blocking, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1, 1, 0.5, 1.5, 0.75", "0.9, 1, 5, 22.5, 23.5, 21.15"})
  void meetsPollaczekKhinchine(
      double lambda, double mean, double second, double wq, double w, double l) {
    GeneralServiceQueue queue = new GeneralServiceQueue(lambda, mean, second);

    assertThat(queue.meanWait()).isCloseTo(wq, within(1e-9));
    assertThat(queue.meanResponse()).isCloseTo(w, within(1e-9));
    assertThat(queue.meanPresent()).isCloseTo(l, within(1e-9));
  }

  @Test
  void refusesAQueueThatOnlyGrows() {
    assertThatThrownBy(() -> new MultiServerQueue(20, 2, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no steady state");
  }
}
