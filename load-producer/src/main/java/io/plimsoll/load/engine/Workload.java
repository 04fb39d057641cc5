package io.plimsoll.load.engine;

/** One lane's share of the load. For that lane's thread. */
interface Workload {
  void start(long startNanos);

  /** Begins nothing any more. */
  void stop();

  /** Virtual users that run now; in the open model, requests under way. */
  int activeUsers();
}
