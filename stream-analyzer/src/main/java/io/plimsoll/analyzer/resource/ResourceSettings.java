package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.Topics;

/**
 * What windows of resources are made with.
 *
 * @param runsPerPartition runs sampled at once on a partition
 */
public record ResourceSettings(
    Topics topics, AvroSerdes serdes, WindowRetention retention, int runsPerPartition) {}
