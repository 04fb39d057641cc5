package io.plimsoll.load.run;

import io.plimsoll.load.emit.CommandListener;
import io.plimsoll.load.emit.Emitter;
import io.plimsoll.load.emit.KafkaConnection;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.sample.Samplers;

/** What a run is made of. */
record RunParts(
    AgentClock clock,
    KafkaConnection kafka,
    CommandListener commands,
    Emitter emitter,
    Transport transport,
    LoadEngine engine,
    RunRecordBook book,
    Samplers samplers,
    long startNanos) {

  void close() {
    samplers.close();
    commands.close();
    transport.close();
    emitter.close();
    kafka.close();
  }
}
