package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Model;
import io.plimsoll.stats.fit.Observations;

/** A curve over load that knows where to begin, so that several can be tried on the same levels. */
public interface Curve extends Model {

  /** A name of one word. */
  String name();

  /** As people write it. */
  String formula();

  /** Whether it says why a system behaves so; otherwise it only fits. */
  boolean law();

  /** A value for each parameter to begin from. */
  double[] guess(Observations data);
}
