package io.plimsoll.load.http;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.load.scenario.Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.tcp.DefaultSslContextSpec;
import reactor.netty.tcp.SslProvider;

/** Sets up TLS as a scenario asks for it: trust, name, and a certificate of our own. */
final class Tls {
  private Tls() {}

  /**
   * The client's side.
   *
   * @param http2 whether the connection is to carry HTTP/2, which ALPN has to agree on
   * @throws LoadException TLS_UNUSABLE when a file is not what it should be
   */
  static SslProvider of(Access access, boolean http2) {
    Consumer<SslContextBuilder> settings = builder -> apply(access.tls(), builder);
    try {
      SslProvider.GenericSslContextSpec<SslContextBuilder> spec =
          http2
              ? Http2SslContextSpec.forClient().configure(settings)
              : DefaultSslContextSpec.forClient().configure(settings);
      SslProvider.Builder provider = SslProvider.builder().sslContext(spec);
      return access
          .tls()
          .serverName()
          .map(name -> provider.serverNames(new SNIHostName(name)))
          .orElse(provider)
          .build();
    } catch (RuntimeException e) {
      throw e instanceof LoadException known ? known : unusable(access.tls(), e);
    }
  }

  private static void apply(Access.Tls tls, SslContextBuilder builder) {
    try {
      if (tls.insecure()) {
        builder
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm("");
      } else if (tls.ca().isPresent()) {
        builder.trustManager(tls.ca().get().toFile());
      }
      if (tls.pkcs12()) {
        builder.keyManager(keys(tls.certificate().orElseThrow(), tls.password().orElse("")));
      } else if (tls.certificate().isPresent()) {
        builder.keyManager(
            tls.certificate().get().toFile(),
            tls.key().orElseThrow().toFile(),
            tls.password().orElse(null));
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(tls, e);
    }
  }

  private static KeyManagerFactory keys(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.toCharArray());
    return factory;
  }

  private static LoadException unusable(Access.Tls tls, Exception e) {
    Throwable cause = e.getCause() instanceof SSLException ? e.getCause() : e;
    return new LoadException(
        Code.TLS_UNUSABLE,
        "the scenario's tls cannot be used (%s): %s. Expected PEM certificates, a PKCS #8 key, or a PKCS #12 file with its password"
            .formatted(tls, cause.getMessage()),
        e);
  }
}
