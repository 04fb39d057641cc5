package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.Finding;

/** Receives what the detectors have to tell, at a commit. */
@FunctionalInterface
public interface FindingSink {
  /** Hears nothing: what a row says that is read back has been told. */
  FindingSink NONE = finding -> {};

  void finding(Finding finding);
}
