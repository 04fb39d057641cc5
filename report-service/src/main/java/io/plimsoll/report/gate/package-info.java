/** Whether a change may pass: limits, completeness, findings and the comparison as one list. */
package io.plimsoll.report.gate;
