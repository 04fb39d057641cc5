/** What the views say, for Prometheus; made when it is asked for. */
package io.plimsoll.report.metrics;
