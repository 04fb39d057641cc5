package io.plimsoll.load.run;

import io.plimsoll.load.engine.Lane;
import io.plimsoll.load.engine.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Finds the threads of a transport's event loops. */
final class LoopThreads {
  private LoopThreads() {}

  static List<Long> of(Transport transport) {
    List<Long> ids = new ArrayList<>();
    try {
      for (Lane lane : transport.lanes()) {
        ids.add(lane.loop().submit(() -> Thread.currentThread().getId()).get());
      }
      return ids;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an event loop does not run", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
