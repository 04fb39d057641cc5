/**
 * What holds a system back: where among services a fault begins, and which resource limits a run.
 */
package io.plimsoll.stats.cause;
