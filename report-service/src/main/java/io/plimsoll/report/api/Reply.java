package io.plimsoll.report.api;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.ReportException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer over HTTP. Its bytes are not written to after it was made. */
final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  static Reply json(Object record) {
    return text(JSON, Json.write(record));
  }

  static Reply text(String contentType, String text) {
    return new Reply(200, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A text for saving under this name. */
  static Reply file(String contentType, String name, String text) {
    return new Reply(
        200,
        contentType,
        text.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Disposition", "inline; filename=\"" + name + "\""));
  }

  static Reply problem(ReportException e) {
    Problem problem = Problem.of(e);
    return new Reply(
        problem.status(),
        "application/problem+json",
        Json.write(problem).getBytes(StandardCharsets.UTF_8),
        problem.status() == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of());
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
