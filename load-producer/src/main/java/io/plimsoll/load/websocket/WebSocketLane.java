package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.Lane;
import io.plimsoll.load.engine.Session;
import io.plimsoll.load.engine.SocketUser;
import io.plimsoll.load.engine.UserSocket;
import io.plimsoll.load.http.Connector;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A lane for requests, and the WebSockets of its users. Timeouts are looked for every 20 ms, which
 * is their precision.
 */
final class WebSocketLane implements Lane {
  private static final long SWEEP_NANOS = 20_000_000L;
  private static final String NO_REPLY = "no answer in time";

  private final Lane requests;
  private final Connector connector;
  private final AgentClock clock;
  private final BooleanSupplier keepsMessages;
  private final Set<Socket> open = new HashSet<>();
  private final Set<Socket> busy = new HashSet<>();
  private int inFlight;
  private boolean stopping;
  private boolean ended;
  private boolean sweeping;

  /**
   * @param keepsMessages whether messages that are nobody's reply will be asked for
   */
  WebSocketLane(
      Lane requests, Connector connector, AgentClock clock, BooleanSupplier keepsMessages) {
    this.requests = requests;
    this.connector = connector;
    this.clock = clock;
    this.keepsMessages = keepsMessages;
  }

  @Override
  public ScheduledExecutorService loop() {
    return requests.loop();
  }

  @Override
  public void runAfterReading(Runnable task) {
    requests.runAfterReading(task);
  }

  @Override
  public void send(Call call, Exchange exchange, long nowNanos) {
    requests.send(call, exchange, nowNanos);
  }

  @Override
  public void left(Session user) {
    requests.left(user);
  }

  @Override
  public UserSocket socket(SocketUser user) {
    return new Socket(this, user);
  }

  Connector connector() {
    return connector;
  }

  long now() {
    return clock.nanos();
  }

  /** The wall clock: microseconds since the Unix epoch. */
  static long wallMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  boolean keepsMessages() {
    return keepsMessages.getAsBoolean();
  }

  /** Whether nothing that goes on by itself may begin anything any more. */
  boolean stopping() {
    return stopping;
  }

  /** Whether nothing may be recorded any more. */
  boolean ended() {
    return ended;
  }

  /** Runs the task on the lane's thread, never inside the caller. */
  void runAt(long nanos, Runnable task) {
    long delay = nanos - clock.nanos();
    if (delay <= 0) {
      loop().execute(task);
    } else if (!loop().isShutdown()) {
      ScheduledFuture<?> unused = loop().schedule(task, delay, TimeUnit.NANOSECONDS);
    }
  }

  /** Something has begun that will have an outcome. */
  void began() {
    inFlight++;
  }

  /** It has its outcome, or will never have one. */
  void settled() {
    inFlight--;
  }

  void opened(Socket socket) {
    open.add(socket);
  }

  void closed(Socket socket) {
    open.remove(socket);
  }

  /** The socket waits for something that may take too long. */
  void watch(Socket socket) {
    if (busy.add(socket) && !sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  private void sweepLater() {
    ScheduledFuture<?> unused = loop().schedule(this::sweep, SWEEP_NANOS, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = clock.nanos();
    for (Socket each : List.copyOf(busy)) {
      each.giveUpOverdue(now, NO_REPLY);
      if (each.idle()) {
        busy.remove(each);
      }
    }
    sweeping = !busy.isEmpty();
    if (sweeping) {
      sweepLater();
    }
  }

  @Override
  public int inFlight() {
    return requests.inFlight() + inFlight;
  }

  @Override
  public int waiting() {
    return requests.waiting() + open.stream().mapToInt(Socket::unwritten).sum();
  }

  @Override
  public long sentAgain() {
    return requests.sentAgain();
  }

  @Override
  public void refuseWaiting(String reason) {
    stopping = true;
    requests.refuseWaiting(reason);
    List.copyOf(open).forEach(each -> each.stop(reason));
  }

  @Override
  public void abandonInFlight(String reason) {
    requests.abandonInFlight(reason);
    List.copyOf(open).forEach(each -> each.abandon(reason));
  }

  @Override
  public void end() {
    ended = true;
    List.copyOf(open).forEach(Socket::leave);
    requests.end();
  }
}
