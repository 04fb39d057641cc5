/** The live page: files from the class path. */
package io.plimsoll.report.page;
