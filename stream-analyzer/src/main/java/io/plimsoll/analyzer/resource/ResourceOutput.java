package io.plimsoll.analyzer.resource;

/** Receives windows that have changed, and those that are not kept any longer. */
interface ResourceOutput {
  void window(ResourceKey key, ResourceCell cell);

  /** The window is final; it stays on the topic but need not be kept. */
  void forget(ResourceKey key);

  /** All windows of the run that end by then are final, also those nobody keeps any longer. */
  void settled(String runId, long endMicros);

  /** Nobody needs to know any longer through when this run is settled. */
  void forgetSettled(String runId);

  /** The window, if there was one, is older than its width is kept on the topic. */
  void expired(ResourceKey key);
}
