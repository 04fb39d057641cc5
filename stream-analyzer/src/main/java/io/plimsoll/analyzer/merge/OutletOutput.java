package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.commit.Outlet;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.kpi.WindowEncoder;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.Topics;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * Writes windows, summaries, findings, what rules tell and orders to their topics, through the
 * outlet of the moment.
 */
final class OutletOutput {
  private static final long MICROS_PER_MILLI = 1000;
  private static final int ONLY_PARTITION = 0; // of commands

  private final AvroSerdes serdes;
  private final AvroSerializer<RunSummary> summaries;
  private final AvroSerializer<Finding> findings;
  private final AvroSerializer<SlaEvent> slaEvents;
  private final AvroSerializer<Command> commands;
  private final String windowsTopic;
  private final String summariesTopic;
  private final String findingsTopic;
  private final String slaEventsTopic;
  private final String commandsTopic;
  private final int partition;
  private final ByteWriter key = new ByteWriter(128);
  private WindowEncoder encoder;

  /**
   * @param partition of this task: that of all its runs
   */
  OutletOutput(AvroSerdes serdes, Topics topics, int partition) {
    this.serdes = serdes;
    this.summaries = serdes.serializer(RunSummary.getClassSchema());
    this.findings = serdes.serializer(Finding.getClassSchema());
    this.slaEvents = serdes.serializer(SlaEvent.getClassSchema());
    this.commands = serdes.serializer(Command.getClassSchema());
    this.windowsTopic = topics.kpiWindows().name();
    this.summariesTopic = topics.runSummaries().name();
    this.findingsTopic = topics.findings().name();
    this.slaEventsTopic = topics.slaEvents().name();
    this.commandsTopic = topics.commands().name();
    this.partition = partition;
  }

  MergeOutput to(Outlet outlet) {
    return new MergeOutput() {
      @Override
      public WindowSink windows(String runId) {
        return new Windows(outlet, runId);
      }

      @Override
      public void summary(RunSummary summary) {
        byte[] value = summaries.serialize(summariesTopic, summary);
        outlet.send(summariesTopic, partition, Topics.key(summary.getRunId()), value);
      }

      @Override
      public void finding(Finding finding) {
        byte[] name = Topics.key(finding.getRunId(), finding.getFindingId());
        byte[] value = findings.serialize(findingsTopic, finding);
        outlet.send(findingsTopic, partition, name, value);
      }

      @Override
      public void slaEvent(SlaEvent event) {
        byte[] name =
            Topics.key(event.getRunId(), event.getRule().getRuleId(), event.getOperation());
        byte[] value = slaEvents.serialize(slaEventsTopic, event);
        outlet.send(slaEventsTopic, partition, name, value);
      }

      @Override
      public void command(Command command) {
        byte[] value = commands.serialize(commandsTopic, command);
        outlet.send(commandsTopic, ONLY_PARTITION, Topics.key(command.getRunId()), value);
      }
    };
  }

  /** The registry is asked when the first window is written, not before. */
  private WindowEncoder encoder() {
    if (encoder == null) {
      encoder = new WindowEncoder(serdes.ids().idOf(windowsTopic, KpiWindow.getClassSchema()));
    }
    return encoder;
  }

  private final class Windows implements WindowSink {
    private final Outlet outlet;
    private final byte[] runId;
    private final byte[] runKey;

    Windows(Outlet outlet, String runId) {
      this.outlet = outlet;
      this.runId = runId.getBytes(StandardCharsets.UTF_8);
      this.runKey = Topics.key(runId);
    }

    @Override
    public void window(
        Operation operation,
        long widthMicros,
        long startMicros,
        KpiAccumulator kpis,
        boolean closed) {
      byte[] value =
          encoder().encode(runId, operation.utf8(), widthMicros, startMicros, kpis, closed);
      outlet.send(windowsTopic, partition, key(operation, widthMicros, startMicros), value);
    }

    @Override
    public void expired(Operation operation, long widthMicros, long startMicros) {
      outlet.send(windowsTopic, partition, key(operation, widthMicros, startMicros), null);
    }

    /** As {@code Topics.key(run, operation, width, start)}, of which most is known already. */
    private byte[] key(Operation operation, long widthMicros, long startMicros) {
      key.reset();
      key.putBytes(runKey, 0, runKey.length);
      key.putByte('|');
      key.putBytes(operation.key(), 0, operation.key().length);
      key.putByte('|');
      key.putDecimal(widthMicros / MICROS_PER_MILLI);
      key.putByte('|');
      key.putDecimal(startMicros);
      return key.copy();
    }
  }
}
