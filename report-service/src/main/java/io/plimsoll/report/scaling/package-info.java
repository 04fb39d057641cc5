/**
 * Scaling profiles: levels measured in runs, curves through them, and what they say of capacity.
 */
package io.plimsoll.report.scaling;
