/** The HTTP side: route table, problems, live stream. The only place that knows Reactor Netty. */
package io.plimsoll.report.api;
