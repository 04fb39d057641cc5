package io.plimsoll.load.http;

import io.plimsoll.load.scenario.Access;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.netty.transport.ProxyProvider;

/** HTTP proxies: how they are asked for a connection, and how they are told who we are. */
final class Proxies {
  private Proxies() {}

  /** CONNECT, with basic authorization where there is a user. */
  static Consumer<ProxyProvider.TypeSpec> of(Access.Proxy proxy) {
    return spec -> {
      ProxyProvider.Builder builder =
          spec.type(ProxyProvider.Proxy.HTTP).host(proxy.host()).port(proxy.port());
      proxy
          .user()
          .ifPresent(user -> builder.username(user).password(name -> proxy.password().orElse("")));
    };
  }

  /** Value of Proxy-Authorization, for requests that are handed to the proxy. */
  static Optional<String> authorization(Access.Proxy proxy) {
    return proxy
        .user()
        .map(
            user -> {
              String login = user + ":" + proxy.password().orElse("");
              byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
              return "Basic " + Base64.getEncoder().encodeToString(bytes);
            });
  }
}
