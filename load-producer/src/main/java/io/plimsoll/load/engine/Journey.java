package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Behaviour;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.IfStep;
import io.plimsoll.load.scenario.PollStep;
import io.plimsoll.load.scenario.RepeatStep;
import io.plimsoll.load.scenario.SocketStep;
import io.plimsoll.load.scenario.Step;
import io.plimsoll.load.scenario.ThinkStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A behaviour made ready: its steps as instructions, one after the other. Immutable. */
final class Journey {
  private final Op[] ops;
  private final int loops;
  private final Pause pause;

  private Journey(Op[] ops, int loops, Pause pause) {
    this.ops = ops;
    this.loops = loops;
    this.pause = pause;
  }

  /**
   * @param operationNames all operations of the scenario
   */
  static Journey of(Behaviour behaviour, Transport transport, List<String> operationNames) {
    Compiler compiler = new Compiler(transport, operationNames);
    compiler.add(behaviour.steps());
    return new Journey(
        compiler.ops.toArray(Op[]::new), compiler.loops, Pause.of(behaviour.thinkTime()));
  }

  int length() {
    return ops.length;
  }

  Op op(int index) {
    return ops[index];
  }

  /** The first request in it, whatever conditions stand before; none where it only thinks. */
  Optional<Op.Request> first() {
    return Stream.of(ops)
        .filter(Op.Request.class::isInstance)
        .map(Op.Request.class::cast)
        .findFirst();
  }

  /** How many loops it has, inner ones too. */
  int loops() {
    return loops;
  }

  /** Pause after each request. */
  Pause pause() {
    return pause;
  }

  /** Lays nested steps out in a line. */
  private static final class Compiler {
    private final Transport transport;
    private final List<String> names;
    private final List<Op> ops = new ArrayList<>();
    private int loops;

    Compiler(Transport transport, List<String> names) {
      this.transport = transport;
      this.names = names;
    }

    void add(List<Step> steps) {
      for (Step step : steps) {
        if (step instanceof HttpStep request) {
          ops.add(new Op.Send(transport.prepare(request), names.indexOf(request.operation())));
        } else if (step instanceof PollStep poll) {
          ops.add(poll(poll));
        } else if (step instanceof SocketStep socket) {
          ops.add(new Op.Socket(transport.prepare(socket, names::indexOf)));
        } else if (step instanceof ThinkStep pause) {
          ops.add(new Op.Think(Pause.of(pause.time())));
        } else if (step instanceof RepeatStep repeat) {
          repeat(repeat);
        } else if (step instanceof IfStep choice) {
          choice(choice);
        }
      }
    }

    private Op poll(PollStep poll) {
      return new Op.Poll(
          transport.prepare(poll.request(), true),
          names.indexOf(poll.request().operation()),
          names.indexOf(poll.completion()),
          poll.every().toNanos(),
          poll.timeout().toNanos(),
          poll.until(),
          poll.fail());
    }

    private void repeat(RepeatStep repeat) {
      int loop = loops++;
      int begin = ops.size();
      ops.add(null);
      add(repeat.steps());
      ops.add(new Op.LoopEnd(loop, begin + 1, repeat.counter()));
      ops.set(
          begin,
          new Op.LoopBegin(loop, repeat.least(), repeat.most(), repeat.counter(), ops.size()));
    }

    private void choice(IfStep choice) {
      int condition = ops.size();
      ops.add(null);
      add(choice.then());
      int jump = ops.size();
      ops.add(null);
      ops.set(condition, new Op.Unless(choice.condition(), ops.size()));
      add(choice.otherwise());
      ops.set(jump, new Op.Jump(ops.size()));
    }
  }
}
