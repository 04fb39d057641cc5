/** Tables and CSV for terminals and spreadsheets. */
package io.plimsoll.report.text;
