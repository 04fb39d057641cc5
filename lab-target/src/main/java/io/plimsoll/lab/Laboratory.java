package io.plimsoll.lab;

import io.plimsoll.lab.api.AgentRoutes;
import io.plimsoll.lab.api.Backend;
import io.plimsoll.lab.api.FaultRoutes;
import io.plimsoll.lab.api.FileRoutes;
import io.plimsoll.lab.api.ProbeRoutes;
import io.plimsoll.lab.api.TaskRoutes;
import io.plimsoll.lab.api.TransferMetrics;
import io.plimsoll.lab.api.WorkerRoutes;
import io.plimsoll.lab.fault.FaultSite;
import io.plimsoll.lab.fault.FaultSwitch;
import io.plimsoll.lab.fault.Faults;
import io.plimsoll.lab.file.FileCatalog;
import io.plimsoll.lab.file.FileContent;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.latency.Latencies;
import io.plimsoll.lab.metrics.Exposition;
import io.plimsoll.lab.metrics.Histogram;
import io.plimsoll.lab.metrics.ProcessCollector;
import io.plimsoll.lab.pool.ResourcePool;
import io.plimsoll.lab.task.WorkerPool;
import io.plimsoll.lab.websocket.Sockets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Everything behind the server's socket, wired together. */
final class Laboratory implements AutoCloseable {
  private final Faults faults = new Faults();
  private final Router router = new Router();
  private final ScheduledThreadPoolExecutor timer = timer();
  private final AtomicLong networkNanos = new AtomicLong();
  private final FaultSwitch faultSwitch;
  private final Sockets sockets;

  Laboratory(LabConfig config) {
    Clock clock = Clock.systemUTC();
    Latencies latencies = new Latencies(config.latency(), config.seed());
    ResourcePool database = new ResourcePool("database", config.database(), timer, faults);
    Backend backend = new Backend(latencies, database, faults);
    FileCatalog files = new FileCatalog(clock, config.files(), config.fileSizes(), config.seed());
    WorkerPool.FileMaker fileMaker = (id, attributes, size) -> keep(files, id, attributes, size);
    WorkerPool workers =
        new WorkerPool(config.tasks(), config.seed(), latencies, faults, timer, clock, fileMaker);
    this.sockets = new Sockets(config.sockets(), backend, workers);
    TransferMetrics transfers = new TransferMetrics();
    WorkerRoutes remoteWorkers = new WorkerRoutes(backend, clock, config.seed());

    Histogram downstream = Histogram.ofNanos();
    Histogram disk = Histogram.ofNanos();
    Histogram lock = Histogram.ofNanos();
    FaultSite site =
        new FaultSite(faults, database, workers, timer, networkNanos, downstream, disk, lock);
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "lab-target", "lab.log");
    this.faultSwitch = new FaultSwitch(site, config.database().size(), log, clock, config.faults());
    new FaultRoutes(faultSwitch).addTo(router);

    new TaskRoutes(backend, workers, transfers, config.maxUploadBytes()).addTo(router);
    new FileRoutes(backend, files, new FileContent(config.seed()), transfers).addTo(router);
    new AgentRoutes(backend, workers, router).addRoutes();
    remoteWorkers.addTo(router);
    new ProbeRoutes(
            List.of(
                router,
                workers.metrics(),
                database,
                sockets.metrics(),
                transfers,
                remoteWorkers,
                new ProcessCollector(),
                out -> times(out, downstream, disk, lock)))
        .addTo(router);
    var unusedSampling =
        timer.scheduleAtFixedRate(workers.metrics()::sample, 1, 1, TimeUnit.SECONDS);
    var unusedSweep = timer.scheduleAtFixedRate(remoteWorkers::sweep, 1, 1, TimeUnit.MINUTES);
  }

  private static void times(Exposition out, Histogram downstream, Histogram disk, Histogram lock) {
    out.family("downstream_request_seconds", "histogram", "Calls to other services in seconds.");
    downstream.write(out, "downstream_request_seconds");
    out.family("disk_write_duration_seconds", "histogram", "Writes to the disk in seconds.");
    disk.write(out, "disk_write_duration_seconds");
    out.family("lock_wait_seconds", "histogram", "Waits for a lock in seconds.");
    lock.write(out, "lock_wait_seconds");
  }

  /** How long what comes in is held back, in nanoseconds. */
  AtomicLong networkNanos() {
    return networkNanos;
  }

  Router router() {
    return router;
  }

  Faults faults() {
    return faults;
  }

  Sockets sockets() {
    return sockets;
  }

  /** Ends the background work; tasks that have not ended stay as they are. */
  @Override
  public void close() {
    faultSwitch.close();
    timer.shutdownNow();
  }

  private static String keep(
      FileCatalog files, String taskId, Map<String, String> attributes, long size) {
    String name = attributes.getOrDefault("filename", attributes.getOrDefault("name", taskId));
    return files.add("f" + taskId, name, size, attributes.getOrDefault("platform", "any"));
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "lab-timer");
              thread.setDaemon(true);
              return thread;
            },
            new DiscardPolicy()); // late requests while closing are of no use to anyone
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
