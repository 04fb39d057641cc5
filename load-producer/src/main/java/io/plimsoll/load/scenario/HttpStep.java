package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request. Path, headers and body may hold values of the environment: they are sent, never
 * recorded.
 *
 * @param path path and query, beginning with a slash
 * @param headers beside Host and Content-Length, which are added
 * @param extracts what is taken out of the answer for later steps
 * @param timeout from the start to the last byte of the answer
 * @param followRedirects whether 301, 302, 303, 307 and 308 lead on
 */
public record HttpStep(
    String operation,
    Method method,
    Template path,
    Map<String, Template> headers,
    Body body,
    Expect expect,
    List<Extract> extracts,
    Duration timeout,
    boolean followRedirects)
    implements Step {

  public HttpStep {
    headers = Map.copyOf(headers);
    extracts = List.copyOf(extracts);
  }

  /** HTTP methods of the scenario language. */
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    HEAD;

    /** Whether a request may carry a body. */
    public boolean takesBody() {
      return this != GET && this != HEAD;
    }

    /** Whether the target is the same after it, be it sent once or twice (RFC 9110, 9.2.2). */
    public boolean idempotent() {
      return this != POST && this != PATCH;
    }
  }

  @Override
  public List<String> operations() {
    return List.of(operation);
  }

  @Override
  public String toString() {
    return operation + " (" + method + ")";
  }
}
