package io.plimsoll.report.alert;

import io.plimsoll.schemas.SlaTransition;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who is told of breaches, and of which.
 *
 * @param name its name; its consumer group is {@code plimsoll.alerts-NAME}, so that a receiver of
 *     another name begins anew
 * @param transitions the changes of state it wants
 * @param severities of which rules; empty for all
 * @param endpoint where requests go
 * @param form what they say
 */
public record Receiver(
    String name,
    Set<SlaTransition> transitions,
    Set<String> severities,
    Endpoint endpoint,
    Form form) {
  public Receiver {
    transitions = Set.copyOf(transitions);
    severities = Set.copyOf(severities);
  }

  /** Whether it wants changes of this kind for rules of this severity. */
  boolean wants(SlaTransition transition, String severity) {
    return transitions.contains(transition)
        && (severities.isEmpty() || severities.contains(severity));
  }

  /**
   * An HTTP address.
   *
   * @param url complete; may be a secret
   * @param headers sent with every request; may be secrets
   * @param timeout of a request
   */
  public record Endpoint(URI url, Map<String, String> headers, Duration timeout) {
    public Endpoint {
      headers = Map.copyOf(headers);
    }

    /** Without path, query and headers, which may be secrets. */
    @Override
    public String toString() {
      int port = url.getPort();
      return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port);
    }
  }

  /** What a receiver understands. */
  public sealed interface Form {}

  /**
   * Alertmanager's API v2.
   *
   * @param labels added to the labels of each alert
   * @param resendEvery how often a firing alert is sent again; after four times as long without it,
   *     Alertmanager takes the alert for resolved
   */
  public record Alertmanager(Map<String, String> labels, Duration resendEvery) implements Form {
    public Alertmanager {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * One JSON document per event.
   *
   * @param body what it looks like
   */
  public record Webhook(BodyTemplate body) implements Form {}
}
