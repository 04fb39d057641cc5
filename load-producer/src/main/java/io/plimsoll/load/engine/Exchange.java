package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Answer;
import io.plimsoll.schemas.OutcomeKind;

/**
 * One request from its intended start to its outcome; reused for the next one. For the thread of
 * its lane. All times are nanoseconds of the agent's monotonic clock.
 */
public final class Exchange {
  private static final long NONE = -1;

  private final Completion completion;
  private final Session session;

  private Call call;
  private Answer answer;
  private int operation;
  private long userId;
  private long intendedNanos;
  private long startNanos;
  private long firstByteNanos;
  private long endNanos;
  private long connectNanos;
  private long bytesSent;
  private long bytesReceived;
  private int status;
  private boolean begun;
  private OutcomeKind kind;
  private String error;

  /** Told once per request, on the lane's thread. */
  @FunctionalInterface
  public interface Completion {
    void completed(Exchange exchange);
  }

  /**
   * @param session whose requests these are
   */
  public Exchange(Completion completion, Session session) {
    this.completion = completion;
    this.session = session;
  }

  /** Makes it ready for the next request. */
  void intend(Call nextCall, int operationIndex, long user, long intended) {
    call = nextCall;
    operation = operationIndex;
    userId = user;
    intendedNanos = intended;
    startNanos = intended;
    firstByteNanos = NONE;
    connectNanos = NONE;
    bytesSent = 0;
    bytesReceived = 0;
    status = 0;
    answer = null;
    begun = false;
    kind = null;
    error = null;
  }

  /**
   * A connection is there, or is being made for this request: the actual start. Just before the
   * first byte is written, or before connecting; the time to connect is part of the service time.
   */
  public void begin(long now) {
    startNanos = now;
    begun = true;
  }

  /** The connection made for this request is there, the one it goes over in the end. */
  public void connected(long now) {
    connectNanos = now - startNanos;
  }

  /** Bytes have been handed to the connection. */
  public void sent(long bytes) {
    bytesSent += bytes;
  }

  /** Bytes of the answer have come. */
  public void received(long bytes, long now) {
    if (firstByteNanos == NONE) {
      firstByteNanos = now;
    }
    bytesReceived += bytes;
  }

  /** Whether a byte of the answer has come. */
  public boolean answering() {
    return firstByteNanos != NONE;
  }

  /** Bytes of the answer that are known only now; when the first came has been told before. */
  public void countReceived(long bytes) {
    bytesReceived += bytes;
  }

  /** The answer is complete. */
  public void answered(int answeredStatus, long now) {
    status = answeredStatus;
    OutcomeKind judged = OutcomeRules.judge(call.expect(), answeredStatus);
    finish(judged, judged == OutcomeKind.SUCCESS ? null : StatusText.of(answeredStatus), now);
  }

  /** The answer is complete, and here to be looked into. */
  public void answered(Answer complete, long now) {
    answer = complete;
    status = complete.status();
    OutcomeKind judged = OutcomeRules.judge(call.expect(), status);
    String wrong =
        judged == OutcomeKind.SUCCESS
            ? call.inspection().look(complete, session)
            : StatusText.of(status);
    boolean failedCheck = judged == OutcomeKind.SUCCESS && wrong != null;
    finish(failedCheck ? OutcomeKind.CHECK_FAILED : judged, wrong, now);
    answer = null;
  }

  /** What it stands for is done; it was no request itself. */
  void succeeded(int lastStatus, long now) {
    status = lastStatus;
    finish(OutcomeKind.SUCCESS, null, now);
  }

  /**
   * There will be no answer, or none that is complete.
   *
   * @param seenStatus status of the answer's head when that came; 0 otherwise
   */
  public void failed(OutcomeKind failure, String reason, int seenStatus, long now) {
    status = seenStatus;
    finish(failure, reason, now);
  }

  private void finish(OutcomeKind outcome, String reason, long now) {
    if (kind != null) {
      throw new IllegalStateException("completed twice: " + kind + ", then " + outcome);
    }
    kind = outcome;
    error = reason;
    endNanos = now;
    if (!begun) {
      startNanos = now; // never begun: all of its time was waiting
    }
    completion.completed(this);
  }

  public Call call() {
    return call;
  }

  /** Whose request it is. */
  public Session session() {
    return session;
  }

  /** The answer, only while the completion is told of it and the call wanted to look into it. */
  Answer answer() {
    return answer;
  }

  /** Whether it has begun and has no outcome yet. */
  boolean open() {
    return begun && kind == null;
  }

  /** Index of the operation in the scenario's list. */
  public int operation() {
    return operation;
  }

  /** Virtual user, or arrival number in the open model. */
  public long userId() {
    return userId;
  }

  public long intendedNanos() {
    return intendedNanos;
  }

  public long startNanos() {
    return startNanos;
  }

  public long endNanos() {
    return endNanos;
  }

  public OutcomeKind kind() {
    return kind;
  }

  public boolean succeeded() {
    return kind == OutcomeKind.SUCCESS;
  }

  /** 0 when there was none. */
  public int status() {
    return status;
  }

  /** What went wrong; null when nothing did. */
  public String error() {
    return error;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** Time to connect, microseconds; −1 when no connection was made for it. */
  public long connectMicros() {
    return connectNanos == NONE ? NONE : connectNanos / 1000;
  }

  /** From the start to the first byte of the answer, microseconds; −1 when none came. */
  public long firstByteMicros() {
    return firstByteNanos == NONE ? NONE : (firstByteNanos - startNanos) / 1000;
  }
}
