package io.plimsoll.benchmarks.websocket;

import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.lab.websocket.SocketConfig;
import java.io.IOException;

/** The lab target in a JVM of its own, until standard input ends: {@code MAX_CONNECTIONS}. */
public final class TargetMain {
  private TargetMain() {}

  public static void main(String[] args) throws IOException {
    LabConfig config =
        LabConfig.defaults()
            .withPort(0)
            .withEventLoops(1)
            .withSockets(SocketConfig.defaults().withMaxConnections(Integer.parseInt(args[0])));
    try (LabTarget target = LabTarget.start(config)) {
      ChildJvm.say("url", target.uri());
      ChildJvm.awaitParent();
    }
    System.exit(0);
  }
}
