package io.plimsoll.endtoend.exactlyonce.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings of a child JVM go to its standard output, so that a failed test can show them. */
final class ChildLogging {
  /** What they warn of while brokers die is the point of these tests. */
  private static final List<String> TALKATIVE =
      List.of("kafka", "state.change.logger", "org.apache.kafka.clients.NetworkClient");

  private ChildLogging() {}

  static void warnings() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %msg%n%ex{3}");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
  }
}
