package io.plimsoll.lab.websocket;

import io.plimsoll.lab.http.Json;
import io.plimsoll.lab.task.TaskView;
import io.plimsoll.lab.task.WorkerPool;
import reactor.core.publisher.Mono;

/**
 * {@code /ws/tasks/{id}}: the task's state now and at every change; the connection ends with the
 * task. What the client says is not asked for and ignored.
 */
final class TaskConversation implements Conversation {
  private final WorkerPool workers;

  TaskConversation(WorkerPool workers) {
    this.workers = workers;
  }

  @Override
  public Runnable opened(Session session) {
    return workers
        .follow(session.pathValue(0), task -> push(session, task))
        .orElseGet(
            () -> {
              session.complete(); // forgotten since the handshake found it
              return () -> {};
            });
  }

  @Override
  public Mono<Void> received(Session session, Message message) {
    return Mono.empty();
  }

  private static void push(Session session, TaskView task) {
    session.send(Message.json(Json.write(task)));
    if (task.status().isFinal()) {
      session.complete();
    }
  }
}
