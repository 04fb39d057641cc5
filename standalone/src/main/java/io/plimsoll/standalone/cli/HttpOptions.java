package io.plimsoll.standalone.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the page and the query API listen. */
final class HttpOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address of the page and the query API (default: ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  String host;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Their port, 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  int port;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What callers must show; needed when the address is not loopback.")
  private String token;

  @Option(
      names = "--insecure",
      description = "Allows another address than loopback without a token.")
  boolean insecure;

  Optional<String> token() {
    return Optional.ofNullable(token);
  }
}
