package io.plimsoll.load.sample;

import io.plimsoll.load.sample.container.ContainerProbe;
import io.plimsoll.load.sample.files.FilesProbe;
import io.plimsoll.load.sample.gpu.GpuProbe;
import io.plimsoll.load.sample.host.HostProbe;
import io.plimsoll.load.sample.process.ProcessProbe;
import io.plimsoll.load.sample.prometheus.ExpositionProbe;
import io.plimsoll.load.sample.promql.PromQlProbe;
import io.plimsoll.load.sample.redis.RedisProbe;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.load.scenario.SourcePlan;
import io.plimsoll.schemas.SourceKind;
import java.io.IOException;

/** Knows which probe reads what. Thread-safe. */
final class Probes implements SourceSampler.ProbeOpener {
  private final SampledSource source;
  private final SocketTables tables;
  private final Notices notices;

  /**
   * @param tables of this machine, for all its sources
   */
  Probes(SampledSource source, SocketTables tables, Notices notices) {
    this.source = source;
    this.tables = tables;
    this.notices = notices;
  }

  SourceKind kind() {
    SourcePlan plan = source.plan();
    if (plan instanceof SourcePlan.Host) {
      return SourceKind.HOST;
    } else if (plan instanceof SourcePlan.Container) {
      return SourceKind.CONTAINER;
    } else if (plan instanceof SourcePlan.Gpu) {
      return SourceKind.GPU;
    } else if (plan instanceof SourcePlan.Exposition) {
      return SourceKind.PROMETHEUS;
    } else if (plan instanceof SourcePlan.PromQl) {
      return SourceKind.PROMQL;
    } else if (plan instanceof SourcePlan.Redis) {
      return SourceKind.REDIS;
    } else if (plan instanceof SourcePlan.Files) {
      return SourceKind.FILES;
    }
    return SourceKind.PROCESS;
  }

  @Override
  public Probe open() throws IOException {
    SourcePlan plan = source.plan();
    if (plan instanceof SourcePlan.Host) {
      return HostProbe.open(tables);
    } else if (plan instanceof SourcePlan.Container container) {
      return ContainerProbe.open(container);
    } else if (plan instanceof SourcePlan.Gpu) {
      return GpuProbe.open(source.timeout());
    } else if (plan instanceof SourcePlan.Exposition exposition) {
      return new ExpositionProbe(
          exposition, source.timeout(), text -> notices.warn(source.id() + ": " + text));
    } else if (plan instanceof SourcePlan.PromQl promQl) {
      return new PromQlProbe(promQl, source.timeout());
    } else if (plan instanceof SourcePlan.Redis redis) {
      return new RedisProbe(redis, source.timeout());
    } else if (plan instanceof SourcePlan.Files files) {
      return new FilesProbe(files, source.timeout());
    }
    return ProcessProbe.open(plan, tables);
  }
}
