package io.plimsoll.standalone.cli;

import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Broker, registry, analyzer and report service in one process, kept on disk, until it is"
            + " stopped.",
    footer = {
      "",
      "Example: plimsoll serve --data /var/lib/plimsoll",
      "Then, elsewhere: plimsoll run scenarios/demo.yaml --bootstrap-servers 127.0.0.1:9092"
    })
final class ServeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private DataOption data;
  @Mixin private HttpOptions http;
  @Mixin private AlertOptions alerts;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description =
          "Port of the broker on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "9092")
  private int brokerPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      description =
          "Port of the schema registry on 127.0.0.1, 0 for any free one (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "8081")
  private int registryPort;

  @Override
  public Integer call() throws InterruptedException {
    DataLayout layout = data.prepared();
    PlatformConfig config =
        new PlatformConfig(
            layout,
            brokerPort,
            registryPort,
            http.host,
            http.port,
            http.token(),
            http.insecure,
            true,
            alerts.plan());
    try (Shutdown shutdown = Shutdown.listen(() -> {});
        Platform platform = Platform.start(config)) {
      announce(platform);
      shutdown.awaitRequest(platform::failure);
    }
    return ExitCode.PASSED.number();
  }

  private void announce(Platform platform) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("page and API      " + platform.serving().page());
    out.println("bootstrap servers " + platform.serving().bootstrapServers());
    out.println("schema registry   " + platform.serving().schemaRegistry());
    out.println("data and log      " + platform.data().root());
    out.println("Serving; Ctrl-C ends it.");
    out.flush();
  }
}
