package io.plimsoll.report.view;

import org.apache.avro.specific.SpecificRecord;

/** Takes the records of the topics, whoever reads them. */
@FunctionalInterface
public interface RecordSink {
  /**
   * Takes one record. Taking it again changes nothing; of records with the same key the last one
   * taken counts.
   *
   * @throws IllegalArgumentException when it cannot be used; says why
   */
  void accept(SpecificRecord record);
}
