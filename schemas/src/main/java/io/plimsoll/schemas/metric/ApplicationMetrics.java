package io.plimsoll.schemas.metric;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Series that applications expose to Prometheus and the analyzer knows how to read, as they are
 * sampled: counters as rates, histograms as histograms, sums and counts of summaries as rates. Each
 * with labels as they are typical. Listed in docs/findings.md.
 */
public final class ApplicationMetrics {
  /** What requests took by the server's own account, in seconds; names begin with these. */
  public static final List<String> SERVED =
      List.of(
          "http_request_duration_seconds",
          "http_server_request_duration_seconds",
          "http_server_requests_seconds");

  /** Of plimsoll's own lab target, and by the usual names of Python, Go and Celery programs. */
  public static final List<String> PLAIN =
      List.of(
          "celery_queue_length",
          "celery_task_queue_seconds",
          "cache_pool_in_use",
          "cache_pool_refusals_per_second",
          "cache_pool_size",
          "cache_pool_wait_seconds",
          "cache_pool_waiting",
          "database_query_seconds",
          "db_query_duration_seconds",
          "disk_sync_seconds",
          "disk_write_duration_seconds",
          "downstream_request_seconds",
          "http_requests_per_second{code=\"429\"}",
          "http_requests_rate_limited_per_second",
          "lock_wait_seconds",
          "lock_waiting",
          "process_max_fds",
          "process_open_fds",
          "process_resident_memory_bytes",
          "websocket_messages_queued",
          "worker_pool_active_count",
          "worker_pool_size");

  /** Of the Java client of Prometheus, old and new names. */
  public static final List<String> JAVA_CLIENT =
      List.of(
          "jvm_gc_collection_seconds_sum_per_second{gc=\"G1 Young Generation\"}",
          "jvm_memory_bytes_max{area=\"heap\"}",
          "jvm_memory_bytes_used{area=\"heap\"}",
          "jvm_memory_max_bytes{area=\"heap\"}",
          "jvm_memory_used_bytes{area=\"heap\"}",
          "jvm_threads_blocked",
          "jvm_threads_current",
          "jvm_threads_state{state=\"BLOCKED\"}");

  /** Of Micrometer, as Spring Boot sets it up, and HikariCP. */
  public static final List<String> MICROMETER =
      List.of(
          "hikaricp_connections_active{pool=\"HikariPool-1\"}",
          "hikaricp_connections_max{pool=\"HikariPool-1\"}",
          "hikaricp_connections_pending{pool=\"HikariPool-1\"}",
          "http_client_requests_seconds_sum_per_second{client_name=\"stock\",status=\"200\"}",
          "http_server_requests_seconds_count_per_second{status=\"429\",uri=\"/orders\"}",
          "jvm_gc_overhead",
          "jvm_gc_pause_seconds_sum_per_second{action=\"end of minor GC\"}",
          "jvm_memory_max_bytes{area=\"heap\",id=\"G1 Old Gen\"}",
          "jvm_memory_max_bytes{area=\"heap\",id=\"Tenured Gen\"}",
          "jvm_memory_used_bytes{area=\"heap\",id=\"G1 Old Gen\"}",
          "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"}",
          "jvm_threads_live_threads",
          "jvm_threads_states_threads{state=\"blocked\"}",
          "process_files_max_files",
          "process_files_open_files");

  /** By OpenTelemetry's conventions. */
  public static final List<String> OPEN_TELEMETRY =
      List.of("http_client_request_duration_seconds{http_response_status_code=\"200\"}");

  /** All of them. */
  public static final Set<String> ALL =
      Set.copyOf(
          new TreeSet<>(
              Stream.of(PLAIN, JAVA_CLIENT, MICROMETER, OPEN_TELEMETRY)
                  .flatMap(List::stream)
                  .toList()));

  private ApplicationMetrics() {}
}
