/** What the topics say, kept in memory: newest record per key, bounded. Knows nothing of HTTP. */
package io.plimsoll.report.view;
