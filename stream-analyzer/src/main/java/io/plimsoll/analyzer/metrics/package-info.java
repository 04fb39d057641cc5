/** What the analyzer counts of itself, for Prometheus. Not part of the topology. */
package io.plimsoll.analyzer.metrics;
