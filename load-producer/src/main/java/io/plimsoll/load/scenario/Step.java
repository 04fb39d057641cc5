package io.plimsoll.load.scenario;

import java.util.List;
import java.util.stream.Stream;

/** One thing a behaviour does. */
public sealed interface Step permits HttpStep, PollStep, ThinkStep, RepeatStep, IfStep, SocketStep {
  /** The operations its outcomes are recorded under, in order. */
  List<String> operations();

  /** The steps within this one. */
  default List<Step> inner() {
    return List.of();
  }

  /** These steps and all within them. */
  static Stream<Step> all(List<Step> steps) {
    return steps.stream().flatMap(each -> Stream.concat(Stream.of(each), all(each.inner())));
  }
}
