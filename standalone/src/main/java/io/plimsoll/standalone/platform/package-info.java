/**
 * The embedded whole: broker, registry, analyzer and report service in one process, over one
 * directory.
 */
package io.plimsoll.standalone.platform;
