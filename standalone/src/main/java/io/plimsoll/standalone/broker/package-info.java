/**
 * The embedded broker: one Kafka node in this JVM over a directory.
 *
 * <p>{@link io.plimsoll.standalone.broker.EmbeddedBroker} is the edge; all of Kafka's internal API
 * lies in {@code KafkaNode}.
 */
package io.plimsoll.standalone.broker;
