package io.plimsoll.report.scaling;

import java.util.List;

/**
 * How the use of a resource goes with load.
 *
 * @param resource source and metric, such as {@code host cpu_ratio}
 * @param curves tried for it over offered load; at most one is chosen
 */
public record ResourceUse(String resource, List<FittedCurve> curves) {
  public ResourceUse {
    curves = List.copyOf(curves);
  }
}
