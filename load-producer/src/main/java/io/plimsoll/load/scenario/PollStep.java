package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks again and again until something is done. Each request is an outcome of its own; the whole,
 * from the first request to the answer that says "done", is an outcome of {@code completion}.
 *
 * @param request its operation is that of the single requests
 * @param completion the operation of the whole
 * @param every from one request to the next, unless the answer takes longer
 * @param until what an answer shows when it is done
 * @param fail what an answer shows when it never will be
 * @param timeout of the whole
 */
public record PollStep(
    HttpStep request,
    String completion,
    Duration every,
    Condition until,
    Optional<Condition> fail,
    Duration timeout)
    implements Step {

  @Override
  public List<String> operations() {
    return List.of(completion, request.operation());
  }
}
