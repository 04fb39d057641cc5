package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.SocketTables;
import io.plimsoll.load.scenario.SourcePlan;
import java.nio.file.Path;
import java.util.List;

/** Finds the processes that a plan means. For one thread. */
interface ProcessFinder {
  List<Long> find();

  /** What to say when there is none. */
  String absent();

  static ProcessFinder of(SourcePlan plan, Path proc, SocketTables tables) {
    if (plan instanceof SourcePlan.ProcessId one) {
      return new FixedProcess(one.pid());
    } else if (plan instanceof SourcePlan.ListeningPort listening) {
      return new ListeningProcesses(listening.port(), proc, tables);
    }
    return new NamedProcesses(((SourcePlan.ProcessName) plan).name());
  }

  /** One process by its id. */
  record FixedProcess(long pid) implements ProcessFinder {
    @Override
    public List<Long> find() {
      return List.of(pid);
    }

    @Override
    public String absent() {
      return "there is no process " + pid;
    }
  }

  /** Every process whose program has this name. */
  record NamedProcesses(String name) implements ProcessFinder {
    @Override
    public List<Long> find() {
      return ProcessHandle.allProcesses()
          .filter(each -> each.info().command().filter(this::isNamed).isPresent())
          .map(ProcessHandle::pid)
          .toList();
    }

    private boolean isNamed(String command) {
      String program = command.substring(command.lastIndexOf('/') + 1);
      program = program.substring(program.lastIndexOf('\\') + 1);
      return program.equals(name) || program.equals(name + ".exe");
    }

    @Override
    public String absent() {
      return "no process named " + name + " runs here";
    }
  }
}
