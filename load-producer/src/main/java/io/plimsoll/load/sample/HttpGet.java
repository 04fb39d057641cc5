package io.plimsoll.load.sample;

import io.plimsoll.load.scenario.SourcePlan.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Fetches over HTTP on the caller's own thread, on a connection that is kept: no thread and no
 * event loop is shared with the load. For one thread, but for {@link #close}.
 */
public final class HttpGet {
  private static final int MOST_BYTES = 32 << 20;

  private final Endpoint endpoint;
  private final String accept;
  private final int timeoutMillis;
  private volatile HttpURLConnection open;

  public HttpGet(Endpoint endpoint, String accept, Duration timeout) {
    this.endpoint = endpoint;
    this.accept = accept;
    this.timeoutMillis = (int) Math.max(1, timeout.toMillis());
  }

  /** An answer. Immutable, as long as nobody writes to its bytes. */
  public static final class Answer {
    private final int status;
    private final byte[] bytes;

    private Answer(int status, byte[] bytes) {
      this.status = status;
      this.bytes = bytes;
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }

    /** What was sent; not a copy, since there may be megabytes every second. */
    public byte[] bytes() {
      return bytes;
    }

    /** The same as text, in UTF-8. */
    public String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Fetches an URL of the endpoint's server.
   *
   * @throws ProbeException when it redirects or answers too much
   * @throws IOException when it does not answer, or not in time
   */
  public Answer get(URI url) throws IOException {
    long began = System.nanoTime();
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    open = connection;
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", accept);
    endpoint.headers().forEach(connection::setRequestProperty);
    int status = connection.getResponseCode();
    if (status >= 300 && status < 400) {
      connection.disconnect();
      throw new ProbeException("it redirects (HTTP " + status + "); give the final URL");
    }
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    try {
      return new Answer(status, in == null ? new byte[0] : all(in, began));
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  private byte[] all(InputStream in, long began) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
    byte[] some = new byte[16 * 1024];
    try (in) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        out.write(some, 0, n);
        if (System.nanoTime() - began > timeoutMillis * 1_000_000L) {
          throw new SocketTimeoutException("too slow");
        }
        if (out.size() > MOST_BYTES) {
          throw new ProbeException("its answer is longer than 32 MiB");
        }
      }
    }
    return out.toByteArray();
  }

  /** Ends a request under way; may come from another thread. */
  public void close() {
    HttpURLConnection connection = open;
    if (connection != null) {
      connection.disconnect();
    }
  }
}
