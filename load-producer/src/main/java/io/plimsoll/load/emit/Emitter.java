package io.plimsoll.load.emit;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.OutcomeSink;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records a run on Kafka: outcomes from the event loops' sinks, marks, ledger, samples and the run
 * itself. Thread-safe but for the sinks, each of which belongs to one event loop.
 *
 * <p>Exactly once: see {@link KafkaPort}. While the broker is away, outcomes wait on disk and are
 * sent in order once it is back.
 */
public final class Emitter implements AutoCloseable {
  private static final Duration TAKE_LIMIT = Duration.ofSeconds(10);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final RecordPort port;
  private final RunRecords records;
  private final AckAccount account;
  private final Spool spool;
  private final List<OutcomeRing> rings = new ArrayList<>();
  private final Sender sender;
  private final Thread thread;

  Emitter(
      RecordPort port,
      RunRecords records,
      RunIdentity run,
      Spool spool,
      int lanes,
      AgentClock clock,
      EmitConfig config) {
    this.port = port;
    this.records = records;
    this.spool = spool;
    this.account = new AckAccount(run.operations());
    for (int i = 0; i < lanes; i++) {
      rings.add(new OutcomeRing(config.ringCapacity(), clock));
    }
    OutcomeQueue queue = new OutcomeQueue(port, records, account, spool, config.maxInFlightBytes());
    this.sender = new Sender(run, clock, rings, queue, account, port, records, config);
    this.thread = new Thread(sender, "plimsoll-sender");
    thread.setDaemon(true);
  }

  /**
   * Registers the schemas and opens the producer; nothing is sent yet but what the caller sends.
   *
   * @throws LoadException SPOOL_UNUSABLE
   */
  public static Emitter open(
      KafkaConnection kafka, RunIdentity run, int lanes, AgentClock clock, EmitConfig config) {
    Topics topics = kafka.cluster().topics();
    RunRecords records = new RunRecords(topics, new AvroSerdes(kafka.ids()), run);
    Path directory = config.spoolDirectory().resolve(run.runId() + "-" + run.agentId());
    Spool spool = spool(directory, config.maxSpoolBytes());
    // Whoever asks for batches wants to spend little CPU.
    KafkaPort.Compression compression =
        config.outcomesPerRecord() > 1 ? KafkaPort.Compression.CHEAP : KafkaPort.Compression.SMALL;
    RecordPort port = new KafkaPort(kafka.cluster(), "plimsoll-load-" + run.agentId(), compression);
    return new Emitter(port, records, run, spool, lanes, clock, config);
  }

  /** The same with nobody behind it: whatever is sent counts as acknowledged. For rehearsals. */
  public static Emitter toNowhere(
      KafkaConnection kafka, RunIdentity run, int lanes, AgentClock clock, EmitConfig config) {
    RunRecords records = new RunRecords(kafka.cluster().topics(), new AvroSerdes(kafka.ids()), run);
    Path directory = config.spoolDirectory().resolve(run.runId() + "-" + run.agentId());
    Spool spool = spool(directory, config.maxSpoolBytes());
    return new Emitter(new Nowhere(), records, run, spool, lanes, clock, config);
  }

  private static final class Nowhere implements RecordPort {
    @Override
    public boolean send(ProducerRecord<byte[], byte[]> record, Receipt receipt) {
      receipt.acknowledged();
      return true;
    }

    @Override
    public void close(Duration limit) {
      // nothing is on its way
    }
  }

  private static Spool spool(Path directory, long maxBytes) {
    try {
      return Spool.open(directory, maxBytes);
    } catch (IOException e) {
      throw new LoadException(
          Code.SPOOL_UNUSABLE,
          "cannot use the spool directory %s: %s. Choose a directory that can be written"
              .formatted(directory, e),
          e);
    }
  }

  /** Begins to send what the sinks take. */
  public void start() {
    thread.start();
  }

  /** One per event loop. */
  public List<? extends OutcomeSink> sinks() {
    return List.copyOf(rings);
  }

  /** Completes when the broker has it; may wait up to ten seconds for the producer to take it. */
  public CompletableFuture<Void> send(RunRecord run) {
    return send(run, TAKE_LIMIT);
  }

  /**
   * The same with another limit.
   *
   * @param limit how long the producer may take to take it
   */
  public CompletableFuture<Void> send(RunRecord run, Duration limit) {
    return Patience.send(port, records.run(run), limit.toNanos());
  }

  /** Sends a sample; it is left out when the producer has no room. */
  public void send(SystemSample sample) {
    port.send(records.sample(sample), new ReplaceableReceipt(account));
  }

  public EmitCounters counters() {
    return sender.counters();
  }

  /** Why recording cannot be trusted any more. */
  public Optional<String> failure() {
    return Optional.ofNullable(account.failure());
  }

  /**
   * No outcome follows. Sends what is left, the last marks and the last ledger entry; a second call
   * may shorten the limits.
   *
   * @return true when everything was acknowledged in time
   */
  public CompletableFuture<Boolean> finish(FlushLimits limits) {
    return sender.finish(limits);
  }

  @Override
  public void close() {
    var unused = sender.finish(FlushLimits.NONE);
    try {
      thread.join(JOIN_LIMIT.toMillis());
      port.close(CLOSE_LIMIT);
      spool.delete();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Emitter.class)
          .warn("the spool could not be deleted; delete it by hand", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
