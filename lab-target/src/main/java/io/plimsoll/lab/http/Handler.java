package io.plimsoll.lab.http;

import reactor.core.publisher.Mono;

/** What a route does. May throw or emit {@link HttpProblem}; must not block. */
@FunctionalInterface
public interface Handler {

  Mono<Reply> handle(Call call);
}
