/** Each KPI of a scenario over its runs. */
package io.plimsoll.report.history;
