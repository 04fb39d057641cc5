package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.SlaEvent;

/** Receives what rules have to tell, at a commit. */
public interface SlaSink {
  void slaEvent(SlaEvent event);

  void command(Command command);
}
