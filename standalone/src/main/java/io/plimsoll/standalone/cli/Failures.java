package io.plimsoll.standalone.cli;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.report.alert.AlertPlanException;
import io.plimsoll.report.query.ReportException;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.standalone.broker.BrokerException;
import io.plimsoll.standalone.registry.RegistryException;
import java.io.PrintWriter;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into one clear message and an exit code. Only a defect shows where it came
 * from.
 */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** Exceptions whose message already says what, where and what to do. */
  private static final List<Class<? extends Exception>> COULD_NOT_RUN =
      List.of(
          BrokerException.class,
          RegistryException.class,
          LoadException.class,
          TopicMismatchException.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    ExitCode exitCode = exitCode(e);
    if (exitCode == null) {
      LOG.error("a defect", e);
      err.println("plimsoll: a defect, please report it with what follows");
      e.printStackTrace(err);
      return ExitCode.COULD_NOT_RUN.number();
    }
    LOG.info("ends with {}: {}", exitCode, e.getMessage());
    for (String line : message(e).split("\n", -1)) {
      err.println("plimsoll: " + line);
    }
    err.flush();
    return exitCode.number();
  }

  /** Null for a defect. */
  private static ExitCode exitCode(Exception e) {
    if (e instanceof CommandException command) {
      return command.exitCode();
    }
    if (e instanceof ScenarioException || e instanceof AlertPlanException) {
      return ExitCode.UNUSABLE_INPUT;
    }
    if (e instanceof ReportException report) {
      return ofReport(report);
    }
    boolean known = COULD_NOT_RUN.stream().anyMatch(type -> type.isInstance(e));
    return known || e instanceof KafkaException ? ExitCode.COULD_NOT_RUN : null;
  }

  private static ExitCode ofReport(ReportException e) {
    return switch (e.code()) {
      case UNKNOWN_RUN, UNKNOWN_OPERATION, BAD_QUERY, TOKEN_NEEDED, UNAUTHORIZED ->
          ExitCode.UNUSABLE_INPUT;
      case NOT_READY -> ExitCode.INCOMPLETE;
      case INTERNAL -> null;
      default -> ExitCode.COULD_NOT_RUN;
    };
  }

  private static String message(Exception e) {
    if (e instanceof TimeoutException) {
      return "no Kafka broker answered ("
          + e.getMessage()
          + "): check --bootstrap-servers, and that the broker runs";
    }
    if (e instanceof KafkaException && !(e instanceof WireException)) {
      return "Kafka: " + e.getMessage();
    }
    return e.getMessage();
  }
}
