/**
 * Alerts that reach people: reads SLA events, one consumer group per receiver, and hands them on in
 * order until each has been taken.
 */
package io.plimsoll.report.alert;
