package io.plimsoll.standalone.registry;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The writes: decides by the store, appends to the log, answers when the store has met the event
 * there. Thread-safe.
 */
final class Registrar {
  /** Another registry on the same log can win at most this often in a row. */
  private static final int ATTEMPTS = 20;

  private static final long ANSWER_WITHIN_MILLIS = 2L * KafkaClientConfig.ANSWER_WITHIN_MILLIS;

  private final SchemaStore store;
  private final RegistryLog log;

  Registrar(SchemaStore store, RegistryLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Registers a schema, or finds it registered; one at a time, so that this process never contends
   * with itself.
   */
  synchronized SchemaVersion register(String subject, Schema schema) {
    String text = schema.toString();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The claim comes first: what another registry slips in after it takes the claim's version,
      // and the claim is refused.
      RegistryEvent.Registered claim = store.propose(subject, text);
      var known = store.find(subject, text);
      if (known.isPresent()) {
        return known.get();
      }
      requireCompatible(subject, schema);
      if (append(claim)) {
        return new SchemaVersion(subject, claim.version(), claim.id(), text);
      }
    }
    throw new ApiException(
        ApiException.STORE_FAILED,
        "Other registries on the same topic kept winning the race; try again");
  }

  /** Appends an event that can't be refused. */
  synchronized void record(RegistryEvent event) {
    append(event);
  }

  private void requireCompatible(String subject, Schema schema) {
    CompatibilityLevel level = store.level(subject);
    List<String> problems =
        CompatibilityCheck.problems(schema, store.versions(subject, false), level);
    if (!problems.isEmpty()) {
      throw new ApiException(
          ApiException.INCOMPATIBLE,
          "Schema being registered is incompatible with an earlier schema for subject \"%s\" (%s): %s"
              .formatted(subject, level, String.join("; ", problems)));
    }
  }

  private boolean append(RegistryEvent event) {
    try {
      return log.append(event).get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ApiException(
          ApiException.TIMED_OUT, "The broker did not answer in time; try again", e);
    } catch (ExecutionException e) {
      boolean late = e.getCause() instanceof RetriableException;
      throw new ApiException(
          late ? ApiException.TIMED_OUT : ApiException.STORE_FAILED,
          "The broker did not take the write (%s); try again when it is back"
              .formatted(e.getCause()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ApiException.STORE_FAILED, "The registry is closing", e);
    }
  }
}
