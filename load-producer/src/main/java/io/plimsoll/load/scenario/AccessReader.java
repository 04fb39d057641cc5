package io.plimsoll.load.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code http}, {@code tls}, {@code proxy} and {@code connections}. */
final class AccessReader {
  private static final String PROXY = "a proxy like http://user:password@127.0.0.1:3128";

  private final Values values;

  AccessReader(Values values) {
    this.values = values;
  }

  /**
   * @param target when it could be read
   */
  Access read(Fields fields, Optional<Target> target) {
    boolean http2 = fields.get("http").map(this::http2).orElse(false);
    Access.Tls tls = fields.get("tls").map(this::tls).orElse(Access.Tls.USUAL);
    Optional<Access.Proxy> proxy = fields.get("proxy").flatMap(this::proxy);
    boolean clear = target.isPresent() && !target.get().secure();
    if (fields.has("tls") && clear) {
      values.problems().at(fields.keyNode("tls"), "goes with an https:// target only");
    }
    if (http2 && proxy.isPresent() && clear) {
      values
          .problems()
          .at(fields.keyNode("proxy"), "HTTP/2 goes through a proxy to https:// targets only");
    }
    Access.Pool pool =
        fields
            .get("connections")
            .flatMap(node -> values.oneOf(node, Access.Pool.class))
            .orElse(Access.Pool.SHARED);
    if (http2 && pool == Access.Pool.PER_USER) {
      values
          .problems()
          .at(
              fields.keyNode("connections"),
              "perUser goes with HTTP/1.1: HTTP/2 shares connections");
    }
    return new Access(http2, tls, proxy, pool);
  }

  private boolean http2(Node node) {
    String what = "1.1 or 2";
    return values
        .text(node, what)
        .flatMap(
            text ->
                values.reported(
                    node, what, Optional.of(text).filter(List.of("1.1", "2", "2.0")::contains)))
        .map(text -> text.startsWith("2"))
        .orElse(false);
  }

  private Access.Tls tls(Node node) {
    Optional<Fields> found = Fields.of(node, "{ ca: FILE }", values.problems());
    if (found.isEmpty()) {
      return Access.Tls.USUAL;
    }
    Fields fields = found.get().allow(Keys.TLS, List.of());
    Access.Tls tls =
        new Access.Tls(
            fields.get("ca").flatMap(this::file),
            fields.get("insecure").flatMap(values::yesNo).orElse(false),
            fields.get("serverName").flatMap(each -> values.textWithEnv(each, "a host name")),
            fields.get("certificate").flatMap(this::file),
            fields.get("key").flatMap(this::file),
            fields.get("password").flatMap(each -> values.rawWithEnv(each, "a password")));
    boolean own = fields.has("certificate");
    if (own && !tls.pkcs12() && !fields.has("key")) {
      String message = "a PEM certificate needs its key: key: FILE (a .p12 file holds both)";
      values.problems().at(fields.keyNode("certificate"), message);
    }
    if (!own && fields.has("key")) {
      values.problems().at(fields.keyNode("key"), "goes with certificate only");
    }
    return tls;
  }

  private Optional<Path> file(Node node) {
    return values
        .file(node)
        .filter(
            path -> {
              boolean readable = Files.isRegularFile(path) && Files.isReadable(path);
              if (!readable) {
                values.problems().at(node, "no file that can be read: " + Fields.kind(node));
              }
              return readable;
            });
  }

  private Optional<Access.Proxy> proxy(Node node) {
    return values.textWithEnv(node, PROXY).flatMap(url -> values.reported(node, PROXY, proxy(url)));
  }

  private static Optional<Access.Proxy> proxy(String url) {
    try {
      URI uri = new URI(url);
      if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
        return Optional.empty();
      }
      Optional<String> login = Optional.ofNullable(uri.getUserInfo());
      return Optional.of(
          new Access.Proxy(
              uri.getHost(),
              uri.getPort(),
              login.map(text -> text.split(":", 2)[0]),
              login.filter(text -> text.contains(":")).map(text -> text.split(":", 2)[1])));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
