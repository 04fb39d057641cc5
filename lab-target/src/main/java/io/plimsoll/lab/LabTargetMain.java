package io.plimsoll.lab;

import io.plimsoll.lab.fault.FaultPlan;
import io.plimsoll.lab.fault.FaultSchedule;
import io.plimsoll.lab.latency.LatencyProfile;
import io.plimsoll.lab.pool.PoolConfig;
import io.plimsoll.lab.task.TaskConfig;
import io.plimsoll.lab.websocket.SocketConfig;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a target from the command line: exit 2 bad usage, 3 could not start. */
@Command(
    name = "lab-target",
    mixinStandardHelpOptions = true,
    version = "lab-target 0.1.0",
    sortOptions = false,
    description = "The system under test for demos and tests. Runs until it is stopped.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:unusable option",
      "3:could not listen on the address",
      "130:interrupted",
      "143:stopped"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  lab-target --port 9000 --seed 7 --workers 32 --pool-size 10",
      "  lab-target --fault slow-database:mild@30+15 --truth faults.ndjson"
    })
public final class LabTargetMain implements Callable<Integer> {
  private static final int COULD_NOT_START = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "9000",
      description = "Port; 0 for any free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--insecure",
      description = "Listen on an address that other machines reach; there is no access control.")
  private boolean insecure;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Same seed, same times and sizes (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--workers", defaultValue = "64", description = "Task workers (default 64).")
  private int workers;

  @Option(
      names = "--queue-capacity",
      defaultValue = "10000",
      description = "Tasks that may wait; more get a 503 (default ${DEFAULT-VALUE}).")
  private int queueCapacity;

  @Option(
      names = "--pool-size",
      defaultValue = "20",
      description = "Database connections (default ${DEFAULT-VALUE}).")
  private int poolSize;

  @Option(
      names = "--pool-timeout-ms",
      defaultValue = "5000",
      description = "How long a request waits for one, in milliseconds (default ${DEFAULT-VALUE}).")
  private long poolTimeoutMillis;

  @Option(
      names = "--latency-scale",
      defaultValue = "1",
      description = "Factor on every time; 0 answers at once (default ${DEFAULT-VALUE}).")
  private double latencyScale;

  @Option(
      names = "--max-websockets",
      defaultValue = "5000",
      description = "Open WebSocket connections; more get a 503 (default ${DEFAULT-VALUE}).")
  private int maxWebsockets;

  @Option(names = "--event-loops", description = "Serving threads (default: one per processor).")
  private Integer eventLoops;

  @Option(
      names = "--fault",
      paramLabel = "KIND:STRENGTH@START+SECONDS",
      description =
          "A fault that comes by itself, such as slow-database:clear@30+15: mild, clear or severe,"
              + " START seconds after this target has started. May be given several times.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Writes to FILE when a fault comes on and goes off, a line of JSON each.")
  private Path truth;

  /** Runs until the process is stopped. */
  public static void main(String[] arguments) {
    String verbosity = "slf4j.internal.verbosity";
    if (System.getProperty(verbosity) == null) {
      System.setProperty(verbosity, "ERROR"); // no warning when no log provider is wanted
    }
    System.exit(commandLine().execute(arguments));
  }

  /** The command with its error form: one line on the error stream, no usage text. */
  static CommandLine commandLine() {
    return new CommandLine(new LabTargetMain())
        .setParameterExceptionHandler(
            (invalid, arguments) -> {
              PrintWriter err = invalid.getCommandLine().getErr();
              err.println("lab-target: " + invalid.getMessage() + " (see --help)");
              err.flush();
              return CommandLine.ExitCode.USAGE;
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    LabConfig config = config();
    PrintWriter out = spec.commandLine().getOut();
    try (LabTarget target = LabTarget.start(config)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "lab-stop"));
      out.println("lab-target listens on " + target.uri());
      out.flush();
      stopped.await();
      return 0;
    } catch (LabStartException | IllegalArgumentException failed) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("lab-target: " + failed.getMessage());
      err.flush();
      return COULD_NOT_START;
    }
  }

  private LabConfig config() {
    requireLoopback();
    try {
      LabConfig defaults = LabConfig.defaults();
      return defaults
          .withAddress(host, port)
          .withSeed(seed)
          .withEventLoops(eventLoops == null ? defaults.eventLoops() : eventLoops)
          .withLatency(LatencyProfile.defaults().scaled(latencyScale))
          .withTasks(TaskConfig.defaults().with(workers, queueCapacity))
          .withDatabase(
              new PoolConfig(
                  poolSize,
                  PoolConfig.defaults().maxWaiting(),
                  Duration.ofMillis(poolTimeoutMillis)))
          .withFaults(
              new FaultSchedule(
                  faults.stream().map(FaultPlan::parse).toList(), Optional.ofNullable(truth)))
          .withSockets(SocketConfig.defaults().withMaxConnections(maxWebsockets));
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    }
  }

  private void requireLoopback() {
    try {
      if (!insecure && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new ParameterException(
            spec.commandLine(),
            "--host " + host + " is reachable by others: add --insecure if that is meant");
      }
    } catch (UnknownHostException unknown) {
      throw new ParameterException(
          spec.commandLine(), "--host " + host + " is not a known address", unknown);
    }
  }
}
