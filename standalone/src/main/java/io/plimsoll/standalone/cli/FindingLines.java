package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.FindingEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings of a run for the terminal: the severest first, and no more than a few. */
final class FindingLines {
  private static final int SHOWN = 8;
  private static final List<String> BY_SEVERITY = List.of("critical", "warning", "info");

  private FindingLines() {}

  static List<String> of(List<FindingEntry> findings) {
    if (findings.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Findings: " + findings.size());
    findings.stream()
        .sorted(Comparator.comparingInt(each -> BY_SEVERITY.indexOf(each.severity())))
        .limit(SHOWN)
        .forEach(each -> lines.add("  - " + each.severity() + ": " + each.title()));
    if (findings.size() > SHOWN) {
      lines.add("  - and %d more in the report".formatted(findings.size() - SHOWN));
    }
    return lines;
  }
}
