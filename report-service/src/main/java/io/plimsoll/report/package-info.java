/** The report service: views over the topics, query API, live page, report documents. */
package io.plimsoll.report;
