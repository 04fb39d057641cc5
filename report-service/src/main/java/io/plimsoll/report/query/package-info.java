/** Questions and answers: plain records in milliseconds, answered from the views. */
package io.plimsoll.report.query;
