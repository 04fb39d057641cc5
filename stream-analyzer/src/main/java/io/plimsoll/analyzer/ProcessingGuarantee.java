package io.plimsoll.analyzer;

import org.apache.kafka.streams.StreamsConfig;

/** What a crash may do to the counts. */
public enum ProcessingGuarantee {
  /** Output and offsets are one transaction: nothing is lost or counted twice. The default. */
  EXACTLY_ONCE(StreamsConfig.EXACTLY_ONCE_V2),

  /**
   * What was sent but not committed is sent again after a crash, and counted twice. Good for
   * nothing but a control: a test of exactness that this passes has tested nothing.
   */
  AT_LEAST_ONCE(StreamsConfig.AT_LEAST_ONCE);

  private final String setting;

  ProcessingGuarantee(String setting) {
    this.setting = setting;
  }

  /** Value of Kafka Streams' {@code processing.guarantee}. */
  String setting() {
    return setting;
  }
}
