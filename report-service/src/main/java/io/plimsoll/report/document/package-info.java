/** The report of a run as a record, and its HTML, JSON and Markdown forms. */
package io.plimsoll.report.document;
