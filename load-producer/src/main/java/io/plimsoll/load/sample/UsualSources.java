package io.plimsoll.load.sample;

import io.plimsoll.load.sample.gpu.GpuProbe;
import io.plimsoll.load.sample.process.ListeningProcesses;
import io.plimsoll.load.scenario.SamplePlan;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.load.scenario.SourcePlan;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sampled when a scenario says nothing: the host; its graphics processors, where there are
 * any; and the target, when it is seen to be one program on this machine. Stateless.
 */
public final class UsualSources {
  private UsualSources() {}

  /**
   * @param target where requests go
   */
  public static List<SampledSource> of(SamplePlan plan, InetSocketAddress target) {
    if (!plan.usual()) {
      return plan.sources();
    }
    List<SampledSource> sources = new ArrayList<>(plan.sources());
    if (GpuProbe.present()) {
      Duration every = Duration.ofSeconds(5);
      sources.add(new SampledSource("gpu", every, every, new SourcePlan.Gpu()));
    }
    if (isLocalProgram(target)) {
      sources.add(
          new SampledSource(
              "process:port-" + target.getPort(),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              new SourcePlan.ListeningPort(target.getPort())));
    }
    return List.copyOf(sources);
  }

  /** Behind a proxy the address is not resolved; this process itself is sampled anyway. */
  private static boolean isLocalProgram(InetSocketAddress target) {
    if (target.isUnresolved() || !target.getAddress().isLoopbackAddress()) {
      return false;
    }
    Path proc = Path.of("/proc");
    List<Long> owners =
        new ListeningProcesses(target.getPort(), proc, new SocketTables(proc)).find();
    return !owners.isEmpty() && !owners.contains(ProcessHandle.current().pid());
  }
}
