package io.plimsoll.load.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where requests go. Its text may come from the environment, so it is for connecting and for the
 * terminal, never for a record.
 *
 * @param secure over TLS
 * @param host name or address, without brackets
 * @param port TCP port
 * @param basePath what every path of the scenario is put behind; empty or beginning with a slash
 */
public record Target(boolean secure, String host, int port, String basePath) {

  /**
   * Reads an http:// or https:// URL; empty when it is neither. ws:// and wss:// mean the same two:
   * one target serves both protocols.
   */
  public static Optional<Target> of(String url) {
    try {
      URI uri = new URI(url.trim());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean secure = scheme.equals("https") || scheme.equals("wss");
      if (!secure && !scheme.equals("http") && !scheme.equals("ws")) {
        return Optional.empty();
      }
      if (uri.getHost() == null || uri.getRawQuery() != null || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
      return port < 1 || port > 65_535
          ? Optional.empty()
          : Optional.of(new Target(secure, bare(uri.getHost()), port, basePath(uri)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String basePath(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** {@code host:port}, the address in brackets where it needs them. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Value of the Host header: without the port where it is the scheme's own. */
  public String hostHeader() {
    boolean usual = port == (secure ? 443 : 80);
    return usual ? authority().substring(0, authority().lastIndexOf(':')) : authority();
  }

  /** The URL. */
  public String url() {
    return (secure ? "https://" : "http://") + authority() + basePath;
  }
}
