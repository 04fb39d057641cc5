/** Reads the topics. The only place here that knows a Kafka consumer. */
package io.plimsoll.report.follow;
