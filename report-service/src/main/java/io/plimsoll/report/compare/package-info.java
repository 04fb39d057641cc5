/** Runs beside their baselines: figures with their uncertainty, verdicts, the gate, histories. */
package io.plimsoll.report.compare;
