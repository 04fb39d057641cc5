package io.plimsoll.benchmarks.sampling;

import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.sample.Notices;
import io.plimsoll.load.sample.Samplers;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.schemas.SystemSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Samples the sources of a file in a JVM that does nothing else, as far as the bytes to send. */
public final class SamplerMain {
  private SamplerMain() {}

  public static void main(String[] args) throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicLong values = new AtomicLong();
    try (Samplers samplers =
        Samplers.start(
            new ScenarioParser(System::getenv).readSources(Path.of(args[0])),
            "agent-1",
            AgentClock.system(),
            sample -> {
              values.addAndGet(sample.getValues().size() + sample.getHistograms().size());
              bytes.addAndGet(encoded(sample));
            },
            Notices.logged())) {
      ChildJvm.say("ready", true);
      ChildJvm.awaitNudge();
      long valuesBefore = values.get();
      long bytesBefore = bytes.get();
      ChildJvm.say("begun", true);
      ChildJvm.awaitNudge();
      ChildJvm.say("values", values.get() - valuesBefore);
      ChildJvm.say("bytes", bytes.get() - bytesBefore);
      ChildJvm.say("missing", String.join("; ", samplers.warnings()));
      ChildJvm.awaitParent();
    }
    System.exit(0);
  }

  private static int encoded(SystemSample sample) {
    try {
      return SystemSample.getEncoder().encode(sample).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
