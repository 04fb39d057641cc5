package io.plimsoll.load.scenario;

/** How outcomes travel to Kafka. */
public enum OutcomeTransport {
  /** Each outcome is a record of its own, which every Avro tool can read. */
  SINGLE(1),
  /** Outcomes that wait at the same moment share a record: less work for generator and broker. */
  BATCHED(64);

  private final int outcomesPerRecord;

  OutcomeTransport(int outcomesPerRecord) {
    this.outcomesPerRecord = outcomesPerRecord;
  }

  /** At most. */
  public int outcomesPerRecord() {
    return outcomesPerRecord;
  }
}
