package io.plimsoll.report.api;

import io.plimsoll.report.query.ReportException;

/**
 * Why there is no answer (RFC 9457).
 *
 * @param status HTTP status
 * @param title which kind of problem
 * @param detail what, where, what to do
 */
record Problem(int status, String title, String detail) {
  static Problem of(ReportException e) {
    return switch (e.code()) {
      case UNKNOWN_RUN -> new Problem(404, "Unknown run", e.getMessage());
      case UNKNOWN_OPERATION -> new Problem(404, "Unknown operation", e.getMessage());
      case UNKNOWN_PATH -> new Problem(404, "Unknown path", e.getMessage());
      case NOT_READY -> new Problem(404, "Not there yet", e.getMessage());
      case BAD_QUERY -> new Problem(400, "Bad request", e.getMessage());
      case BAD_METHOD -> new Problem(405, "Method not allowed", e.getMessage());
      case UNAUTHORIZED -> new Problem(401, "Token needed", e.getMessage());
      case WRONG_HOST -> new Problem(421, "Wrong host", e.getMessage());
      case PORT_TAKEN, CANNOT_BIND, TOKEN_NEEDED, UNREACHABLE, CANNOT_WRITE, INTERNAL ->
          new Problem(500, "Defect", e.getMessage());
    };
  }
}
