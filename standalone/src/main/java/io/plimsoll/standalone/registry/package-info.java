/**
 * The schema registry of the embedded default: the Confluent REST API for Avro over a compacted
 * topic.
 *
 * <p>{@code RegistryRoutes} (HTTP) and {@code RegistryLog} (Kafka) are the edges; {@code
 * SchemaStore} and {@code CompatibilityCheck} between them are pure.
 */
package io.plimsoll.standalone.registry;
