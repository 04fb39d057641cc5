/**
 * What is noticed of a run while it goes on: anomalies of its KPIs, drifts of a soak run, and what
 * holds it back. Every second that all agents have passed becomes a row; rows are all the detectors
 * know, so that after a restart the rows since the last snapshot bring them where they were.
 */
package io.plimsoll.analyzer.finding;
