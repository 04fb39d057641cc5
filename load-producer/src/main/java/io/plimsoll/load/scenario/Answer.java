package io.plimsoll.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What checks, extractions and conditions may look at. */
public interface Answer {
  int status();

  /** The first header of that name, in whatever case. */
  Optional<String> header(String name);

  /** The decoded body. */
  String text();

  /** The body as JSON; a missing node when it is none. */
  JsonNode json();
}
