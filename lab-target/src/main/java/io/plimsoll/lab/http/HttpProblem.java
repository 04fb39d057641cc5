package io.plimsoll.lab.http;

/** An expected refusal of a request: a status, a code for machines, a message for people. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public HttpProblem(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** A 400. */
  public static HttpProblem badRequest(String code, String message) {
    return new HttpProblem(400, code, message);
  }

  /** A 404 for a named thing. */
  public static HttpProblem notFound(String kind, String id) {
    return new HttpProblem(404, "not_found", "no " + kind + " with id '" + id + "'");
  }

  int status() {
    return status;
  }

  /** The reply that tells the client. */
  public Reply reply() {
    return Reply.problem(status, code, getMessage());
  }
}
