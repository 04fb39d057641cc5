package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.topic.Topics;

/**
 * What stage 1 is built from.
 *
 * @param deltasTopic where it writes
 */
public record FoldSettings(Topics topics, String deltasTopic, SchemaIds ids, Budget budget) {}
