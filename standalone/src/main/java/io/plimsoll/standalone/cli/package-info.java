/** The {@code plimsoll} command line: one class per command, options shared as mixins. */
package io.plimsoll.standalone.cli;
