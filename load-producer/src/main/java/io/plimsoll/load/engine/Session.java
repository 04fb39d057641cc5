package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Variables;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What one user knows: values taken out of answers, what feeders gave it, and its cookies. Costs
 * nothing until something is put in. For the thread of its lane.
 */
public final class Session implements Variables {
  private final Feeds feeds;
  private final SplittableRandom random;
  private final CookieJar cookies;
  private Map<String, Object> kept = Map.of();
  private Map<String, Object> drawn = Map.of();
  private long user;
  private long visit = -1;
  private long message = -1;

  Session(Feeds feeds, SplittableRandom random, CookieJar cookies) {
    this.feeds = feeds;
    this.random = random;
    this.cookies = cookies;
  }

  /** Becomes another user, who knows nothing. */
  void become(long number) {
    user = number;
    visit = -1;
    message = -1;
    if (!kept.isEmpty()) {
      kept.clear();
    }
    cookies.clear();
  }

  /** Begins a behaviour: feeders will give new values. */
  void nextVisit() {
    visit++;
    if (!drawn.isEmpty()) {
      drawn.clear();
    }
  }

  public void put(String name, Object value) {
    if (kept.isEmpty()) {
      kept = new HashMap<>();
    }
    kept.put(name, value);
  }

  @Override
  public Object value(String name) {
    Object known = kept.get(name);
    if (known != null) {
      return known;
    }
    return switch (name) {
      case "user" -> user;
      case "visit" -> visit;
      case "now" -> System.currentTimeMillis();
      case "nowMicros" -> nowMicros();
      case "message" -> message < 0 ? null : message;
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> feeds.has(name) ? drawn(name) : null;
    };
  }

  private static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  /** The WebSocket message that is being made has this number on its connection, from 0. */
  public void numberMessage(long number) {
    message = number;
  }

  private Object drawn(String name) {
    Object value = drawn.get(name);
    if (value == null) {
      if (drawn.isEmpty()) {
        drawn = new HashMap<>();
      }
      feeds.draw(name, random, drawn);
      value = drawn.get(name);
    }
    return value;
  }

  public CookieJar cookies() {
    return cookies;
  }

  /** The user's own randomness. */
  public SplittableRandom random() {
    return random;
  }
}
