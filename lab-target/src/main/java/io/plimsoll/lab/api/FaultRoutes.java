package io.plimsoll.lab.api;

import io.plimsoll.lab.fault.FaultKind;
import io.plimsoll.lab.fault.FaultKind.Strength;
import io.plimsoll.lab.fault.FaultSwitch;
import io.plimsoll.lab.fault.FaultSwitch.Truth;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Switches faults by HTTP: {@code POST /faults/KIND?strength=mild|clear|severe&seconds=30}, {@code
 * DELETE /faults/KIND}; {@code GET /faults} tells what was on from when to when.
 */
public final class FaultRoutes {
  private static final int A_DAY = 86_400;

  private final FaultSwitch faults;

  public FaultRoutes(FaultSwitch faults) {
    this.faults = faults;
  }

  public void addTo(Router router) {
    router
        .addObservation("/faults", call -> truth())
        .add("POST", "/faults/{kind}", this::on)
        .add("DELETE", "/faults/{kind}", this::off);
  }

  private Mono<Reply> truth() {
    List<Map<String, Object>> all = faults.truth().stream().map(FaultRoutes::entry).toList();
    return Mono.just(Reply.json(200, Map.of("faults", all, "kinds", FaultKind.labels())));
  }

  private static Map<String, Object> entry(Truth truth) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", truth.kind());
    entry.put("strength", truth.strength());
    entry.put("from", truth.from().toString());
    truth.until().ifPresent(until -> entry.put("until", until.toString()));
    return entry;
  }

  private Mono<Reply> on(Call call) {
    FaultKind kind = kind(call);
    String strength = call.query("strength").orElse("clear");
    int seconds = call.queryInt("seconds", 0, 0, A_DAY);
    faults.on(
        kind,
        Strength.named(strength)
            .orElseThrow(
                () ->
                    HttpProblem.badRequest(
                        "bad_strength",
                        "strength: expected mild, clear or severe, found " + strength)),
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    return truth();
  }

  private Mono<Reply> off(Call call) {
    faults.off(kind(call));
    return truth();
  }

  private static FaultKind kind(Call call) {
    String label = call.pathValue(0);
    return FaultKind.labelled(label)
        .orElseThrow(
            () ->
                HttpProblem.badRequest(
                    "no_such_fault",
                    "there is no fault " + label + "; there are " + FaultKind.labels()));
  }
}
