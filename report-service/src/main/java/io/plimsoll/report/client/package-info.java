/** The same questions asked of a report service elsewhere, over HTTP. */
package io.plimsoll.report.client;
