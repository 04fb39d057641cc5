package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.engine.SocketServer.Script;
import io.plimsoll.schemas.OutcomeKind;
import java.io.IOException;
import java.util.List;

/** The way of one arrival or more through the steps. */
record SocketRun(List<String> operations, List<Recorded> all) {
  /** Of one arrival, to a server of its own. */
  static SocketRun of(Script script, String steps) throws IOException {
    return of(script, steps, 1);
  }

  static SocketRun of(Script script, String steps, int arrivals) throws IOException {
    try (SocketServer server = new SocketServer(script)) {
      return of(server, steps, arrivals);
    }
  }

  static SocketRun of(SocketServer server, String steps) {
    return of(server, steps, 1);
  }

  static SocketRun of(SocketServer server, String steps, int arrivals) {
    String yaml =
        """
        name: sockets
        target: %s
        load: { arrivals: { burst: %d, every: 2m, times: 1 } }
        timeout: 60s
        behaviours:
          chat:
            steps:
        """
                .formatted(server.url(), arrivals)
            + steps.indent(6);
    try (Drive drive = new Drive(yaml, 1, Drive.PATIENCE)) {
      drive.start();
      return new SocketRun(Drive.parse(yaml).operations(), drive.untilNobodyIsLeft());
    }
  }

  List<Recorded> of(String operation) {
    assertThat(operations).contains(operation);
    return all.stream().filter(each -> operations.get(each.operation()).equals(operation)).toList();
  }

  List<OutcomeKind> kinds(String operation) {
    return of(operation).stream().map(Recorded::kind).toList();
  }
}
