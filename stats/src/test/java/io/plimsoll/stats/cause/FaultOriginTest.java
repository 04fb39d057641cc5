package io.plimsoll.stats.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.cause.FaultOrigin.Sense;
import io.plimsoll.stats.cause.FaultOrigin.Service;
import io.plimsoll.stats.cause.FaultOrigin.Suspect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shop whose front calls search and basket, which call a store; a second caller of search. */
class FaultOriginTest {
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "front", List.of("search-seen", "search", "basket"),
          "search", List.of("store"),
          "basket", List.of("store"));

  private final Random random = new Random(3);

  @Test
  void theOriginIsTheServiceWhoseTimeTheOnesItCallsDontExplain() {
    Map<String, Service> services = new LinkedHashMap<>();
    services.put("front", service(0.1, 0.05, 100));
    services.put("search-seen", service(0.02, 0.08, 60)); // the part of search that front sees
    services.put("search", service(0.02, 0.08, 90));
    services.put("basket", service(0.03, 0, 40));
    services.put("store", service(0.005, 0, 130));

    List<Suspect> ranked = FaultOrigin.rank("front", Sense.LATENCY, services, CALLS);

    assertThat(ranked).extracting(Suspect::service).startsWith("search", "search-seen");
    // 80 ms more for 90 requests in each of two windows.
    assertThat(ranked.get(0).own()).isCloseTo(14.4, within(0.5));
  }

  @Test
  void aFaultBelowIsNotBlamedOnWhoCallsIt() {
    Map<String, Service> services = new LinkedHashMap<>();
    services.put("front", service(0.1, 0.05, 100));
    services.put("search", service(0.02, 0.05, 90));
    services.put("basket", service(0.03, 0.05, 40));
    services.put("store", service(0.005, 0.05, 130));

    List<Suspect> ranked = FaultOrigin.rank("front", Sense.LATENCY, services, CALLS);

    assertThat(ranked.get(0).service()).isEqualTo("store");
  }

  @Test
  void failedRequestsAreCountedWhereTheyBegin() {
    Map<String, Service> services = new LinkedHashMap<>();
    services.put("front", failing(0.02, 100));
    services.put("search-seen", failing(0.1, 20));
    services.put("search", failing(0.04, 90));
    services.put("store", failing(0, 130));

    List<Suspect> ranked = FaultOrigin.rank("front", Sense.AVAILABILITY, services, CALLS);

    assertThat(ranked.get(0).service()).isEqualTo("search");
    assertThat(ranked.get(0).excess()).isCloseTo(7.2, within(0.01));
  }

  @Test
  void nobodyIsAccusedWhenNothingIsWrong() {
    int accused = 0;
    for (int i = 0; i < 200; i++) {
      Map<String, Service> services = new LinkedHashMap<>();
      services.put("front", service(0.1, 0, 100));
      services.put("search", service(0.02, 0, 90));
      services.put("store", service(0.005, 0, 130));
      accused += FaultOrigin.rank("front", Sense.LATENCY, services, CALLS).isEmpty() ? 0 : 1;
    }

    assertThat(accused).as("of 200, seed 3").isZero();
    assertThat(FaultOrigin.rank("absent", Sense.LATENCY, Map.of(), CALLS)).isEmpty();
  }

  /** Slower by so much in the third and fourth of five windows. */
  private Service service(double usual, double more, double requests) {
    List<Double> normal = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      normal.add(usual * (1 + 0.05 * random.nextGaussian()));
    }
    normal.set(7, Double.NaN);
    List<Double> observed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      boolean slow = i == 2 || i == 3;
      observed.add(usual * (1 + 0.05 * random.nextGaussian()) + (slow ? more : 0));
    }
    return new Service(normal, observed, List.of(requests, requests, requests, requests, requests));
  }

  private static Service failing(double share, double requests) {
    List<Double> ones = new ArrayList<>(Collections.nCopies(50, 1.0));
    return new Service(
        ones,
        List.of(1.0, 1.0, 1 - share, 1 - share, Double.NaN),
        List.of(requests, requests, requests, requests, requests));
  }
}
