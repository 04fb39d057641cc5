package io.plimsoll.standalone.cli;

import io.plimsoll.report.client.ReportClient;
import io.plimsoll.report.query.Reports;
import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import io.plimsoll.standalone.platform.Serving;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where a question about runs is answered: by the service named, by the process that serves the
 * data directory, or, when there is none, by the directory itself.
 */
final class ReportsOption {
  private static final Duration CATCH_UP_AT_MOST = Duration.ofMinutes(2);

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Report service to ask; else whoever serves --data, else the data themselves.")
  private String server;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What the service asks for, when it does.")
  private String token;

  @Mixin private DataOption data;

  <T> T ask(Function<Reports, T> question) {
    Optional<String> remote = Optional.ofNullable(server).or(this::serving);
    if (remote.isPresent()) {
      Logging.off();
      return question.apply(new ReportClient(remote.get(), Optional.ofNullable(token)));
    }
    DataLayout layout = existing();
    Logging.toFile(layout.log());
    try (Platform platform = Platform.start(PlatformConfig.in(layout.root()).forReading())) {
      awaitCaughtUp(platform);
      return question.apply(platform.reports().reports());
    }
  }

  /** Whether a service was named, which only answers. */
  boolean elsewhere() {
    return server != null;
  }

  DataOption data() {
    return data;
  }

  private static void awaitCaughtUp(Platform platform) {
    try {
      if (!platform.reports().awaitCaughtUp(CATCH_UP_AT_MOST)) {
        throw new CommandException(
            ExitCode.COULD_NOT_RUN,
            "the runs in %s were not read within %s: see %s"
                .formatted(platform.data().root(), CATCH_UP_AT_MOST, platform.data().log()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private Optional<String> serving() {
    return Serving.find(data.layout()).map(Serving::page);
  }

  private DataLayout existing() {
    DataLayout layout = data.layout();
    if (!Files.isDirectory(layout.broker())) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "there are no runs in %s: run a scenario first, or name another directory with --data or a service with --server"
              .formatted(layout.root()));
    }
    return layout;
  }
}
