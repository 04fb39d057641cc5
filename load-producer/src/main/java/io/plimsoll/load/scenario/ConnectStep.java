package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the user's WebSocket, and says what goes on in the background while it is open.
 *
 * @param operation of the connection's establishment: TCP, TLS and the upgrade
 * @param closed operation of the closes that are the target's
 * @param path path and query, beginning with a slash
 * @param headers beside those of the upgrade, which are added
 * @param subprotocols offered, in order of preference; when there are any the server must take one
 * @param timeout of the establishment
 * @param maxMessageBytes longer messages, and longer frames, break the connection
 * @param readDelay pause before each message is read; zero for a reader that keeps up
 */
public record ConnectStep(
    String operation,
    String closed,
    Template path,
    Map<String, Template> headers,
    List<String> subprotocols,
    Duration timeout,
    int maxMessageBytes,
    Duration readDelay,
    Optional<Heartbeat> heartbeat,
    Optional<Receive> receive)
    implements SocketStep {

  public ConnectStep {
    headers = Map.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
  }

  @Override
  public List<String> operations() {
    List<String> operations = new ArrayList<>(List.of(operation, closed));
    heartbeat.ifPresent(each -> operations.add(each.operation()));
    receive.ifPresent(each -> operations.addAll(each.operations()));
    return operations;
  }
}
