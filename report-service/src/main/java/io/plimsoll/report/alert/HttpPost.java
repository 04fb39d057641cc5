package io.plimsoll.report.alert;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Posts JSON and judges the answer. For one thread, but may be closed by another. */
final class HttpPost implements AutoCloseable {
  private static final int SHOWN = 300;

  /**
   * Answers in 400…499 that are not about the alert: the address or the credentials are wrong, or
   * it is too much at once. Once that is put right, what has waited is delivered.
   */
  private static final Set<Integer> NOT_ABOUT_THE_ALERT =
      Set.of(401, 403, 404, 405, 407, 408, 410, 421, 425, 429);

  private final Receiver.Endpoint endpoint;
  private final HttpClient client;
  private final AtomicReference<CompletableFuture<?>> current = new AtomicReference<>();
  private volatile boolean closed;

  HttpPost(Receiver.Endpoint endpoint) {
    this.endpoint = endpoint;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(endpoint.timeout())
            .build();
  }

  /** Sends the body and waits for the answer, at most as long as the endpoint says. */
  Answer send(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.url())
            .timeout(endpoint.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    endpoint.headers().forEach(request::setHeader);
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    current.set(sent);
    if (closed) {
      sent.cancel(true);
    }
    try {
      return judge(sent.join());
    } catch (CancellationException e) {
      return new Answer.NotNow("the service ends", Optional.empty());
    } catch (CompletionException e) {
      return new Answer.NotNow(trouble(e.getCause()), Optional.empty());
    }
  }

  /** Exceptions of the client may hold the whole URL, which may be a secret. */
  private String trouble(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "no answer within " + endpoint.timeout().toMillis() + " ms";
    }
    return cause instanceof IOException
        ? "cannot be reached (" + cause.getClass().getSimpleName() + ")"
        : "cannot be asked (" + cause.getClass().getSimpleName() + ")";
  }

  private static Answer judge(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Taken();
    }
    String why = "it answered " + status + words(response.body());
    boolean refused = status >= 400 && status < 500 && !NOT_ABOUT_THE_ALERT.contains(status);
    return refused ? new Answer.Refused(why) : new Answer.NotNow(why, retryAfter(response));
  }

  private static String words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return shown.isEmpty() ? "" : ": " + shown;
  }

  /** Seconds; the other form, a date, is left to the backoff. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,5}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  /** Ends a request that is under way. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?> sent = current.get();
    if (sent != null) {
      sent.cancel(true);
    }
  }
}
