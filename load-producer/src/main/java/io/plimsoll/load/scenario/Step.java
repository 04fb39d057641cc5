package io.plimsoll.load.scenario;

import java.util.List;

/** One thing a behaviour does. */
public sealed interface Step permits HttpStep, PollStep, ThinkStep, RepeatStep, IfStep, SocketStep {
  /** The operations its outcomes are recorded under, in order. */
  List<String> operations();
}
