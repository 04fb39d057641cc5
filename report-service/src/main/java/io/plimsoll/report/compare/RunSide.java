package io.plimsoll.report.compare;

import io.plimsoll.schemas.RunRecord;

/** On which side of a comparison a run was driven. */
public final class RunSide {
  /** The label that says it. */
  public static final String LABEL = "side";

  /** Its value for runs of the build that others are held against. */
  public static final String BASELINE = "baseline";

  private RunSide() {}

  /**
   * Whether it was driven only to be held against: it is not of the commit under test, so it has no
   * place in a history and becomes nobody's baseline by itself.
   */
  public static boolean isBaseline(RunRecord run) {
    return BASELINE.equals(run.getLabels().get(LABEL));
  }
}
