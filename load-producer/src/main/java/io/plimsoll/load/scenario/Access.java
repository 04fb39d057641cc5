package io.plimsoll.load.scenario;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the target is reached. It holds passwords: it is for connecting, never for a record.
 *
 * @param http2 HTTP/2: over TLS when the target is https://, with prior knowledge otherwise
 * @param tls what is asked of the target's certificate, and shown of our own
 * @param proxy that connections go through
 * @param pool who uses a connection for requests
 */
public record Access(boolean http2, Tls tls, Optional<Proxy> proxy, Pool pool) {
  /** HTTP/1.1, straight, with the certificates that Java trusts. */
  public static final Access DIRECT = new Access(false, Tls.USUAL, Optional.empty(), Pool.SHARED);

  /** Kept-alive connections for requests. */
  public enum Pool {
    /** Whoever sends next takes one that is free. */
    SHARED,
    /** Each user opens one of its own, and closes it when it leaves. */
    PER_USER
  }

  /**
   * TLS to the target.
   *
   * @param ca PEM file of the certificates to trust in place of Java's
   * @param insecure trusts any certificate of any name
   * @param serverName asked for and expected in place of the target's host
   * @param certificate our own: a PEM file with its chain, or a PKCS #12 file with key and chain
   * @param key PEM file of the key (PKCS #8), unless it lies in a PKCS #12 file
   * @param password of the key, or of the PKCS #12 file
   */
  public record Tls(
      Optional<Path> ca,
      boolean insecure,
      Optional<String> serverName,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<String> password) {
    static final Tls USUAL =
        new Tls(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether the own certificate is a PKCS #12 file. */
    public boolean pkcs12() {
      return certificate.filter(file -> file.toString().matches(".*\\.(p12|pfx)")).isPresent();
    }

    @Override
    public String toString() {
      return "Tls[ca=" + ca + ", certificate=" + certificate + "]";
    }
  }

  /**
   * An HTTP proxy: connections to https:// targets go through its CONNECT, requests to http://
   * targets are handed to it.
   */
  public record Proxy(String host, int port, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
      return "Proxy[" + host + ":" + port + "]";
    }
  }
}
