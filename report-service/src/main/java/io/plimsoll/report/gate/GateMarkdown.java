package io.plimsoll.report.gate;

import io.plimsoll.report.document.ComparisonMarkdown;
import io.plimsoll.report.document.MarkdownReport;
import io.plimsoll.report.gate.GateCase.State;
import java.util.List;

/** A gate as a comment on a pull request. */
public final class GateMarkdown {
  private GateMarkdown() {}

  /** The text. */
  public static String write(Gate gate) {
    StringBuilder out = new StringBuilder();
    out.append("### plimsoll: ").append(gate.outcome()).append("\n\n");
    out.append("Scenario ").append(escape(gate.run().scenario()));
    out.append(", run `").append(gate.run().id()).append('`');
    gate.run().commit().ifPresent(commit -> out.append(", commit ").append(escape(commit)));
    gate.run().branch().ifPresent(branch -> out.append(" on ").append(escape(branch)));
    out.append("\n\n");
    list(out, "Failed", gate.cases(State.FAILED));
    list(out, "Not judged", gate.cases(State.SKIPPED));
    out.append(
        "%d of %d checks passed.\n"
            .formatted(gate.cases(State.PASSED).size(), gate.cases().size()));
    gate.comparison().ifPresent(found -> out.append('\n').append(ComparisonMarkdown.write(found)));
    return out.toString();
  }

  private static void list(StringBuilder out, String title, List<GateCase> cases) {
    if (cases.isEmpty()) {
      return;
    }
    out.append("**").append(title).append("**\n");
    for (GateCase each : cases) {
      out.append("- ").append(escape(each.name()));
      out.append(each.detail().isEmpty() ? "" : ": " + escape(each.detail())).append('\n');
    }
    out.append('\n');
  }

  private static String escape(String text) {
    return MarkdownReport.escape(text);
  }
}
