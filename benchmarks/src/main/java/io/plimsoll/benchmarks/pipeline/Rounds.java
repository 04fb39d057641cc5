package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.data.DataSet;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures subjects over one data set, in turns, so that a slow minute of the machine falls on all
 * of them.
 */
final class Rounds {
  private final Lab lab;
  private final DataSet data;
  private final long records;
  private final boolean warm;
  private Map<String, SecondCounts.Counts> ours = Map.of();
  private long compared;

  /**
   * @param records on the topic of the data
   * @param warm whether the first half of what is read is a warm-up
   */
  Rounds(Lab lab, DataSet data, long records, boolean warm) {
    this.lab = lab;
    this.data = data;
    this.records = records;
    this.warm = warm;
  }

  /**
   * Medians per subject.
   *
   * @param upTo records after which a subject ends; absent for all
   */
  Map<Subject, Measured> measure(List<Subject> subjects, int rounds, Map<Subject, Long> upTo)
      throws IOException, InterruptedException {
    Map<Subject, List<Measured>> all = new EnumMap<>(Subject.class);
    for (int round = 1; round <= rounds; round++) {
      for (Subject subject : subjects) {
        Measured measured = once(subject, upTo.getOrDefault(subject, records));
        System.err.printf(
            "  %d/%d %-50s %,12.0f records/s %6.2f CPU µs%n",
            round,
            rounds,
            subject.title(),
            measured.recordsPerSecond(),
            measured.cpuMicrosPerRecord());
        all.computeIfAbsent(subject, absent -> new ArrayList<>()).add(measured);
      }
    }
    Map<Subject, Measured> medians = new EnumMap<>(Subject.class);
    all.forEach((subject, each) -> medians.put(subject, Measured.medians(each)));
    return medians;
  }

  private Measured once(Subject subject, long upTo) throws IOException, InterruptedException {
    String application = lab.newApplication();
    try (ChildJvm child = lab.start(subject, data, warm ? upTo / 2 : 1, upTo, application)) {
      long seen = (long) child.number("records", Lab.LONG);
      double cpu = child.number("cpu", Lab.LONG);
      Map<String, Double> further = further(subject, child);
      compare(subject, application); // every window is closed by now
      return new Measured(
          subject.title(), seen, child.number("rate", Lab.LONG), cpu * 1e6 / seen, further);
    } finally {
      lab.forget(data);
    }
  }

  /** That Flink does the same job: its windows against the analyzer's, once. */
  private void compare(Subject subject, String application) {
    if (subject == Subject.PLIMSOLL && ours.isEmpty()) {
      ours = SecondCounts.ofPlimsoll(lab.cluster(data));
    } else if (subject == Subject.FLINK && compared == 0 && !ours.isEmpty()) {
      long most = data.outcomes() - SecondCounts.OPEN_SECONDS * data.outcomesPerSecond();
      compared = SecondCounts.ofFlink(lab.cluster(data), application + "-output", most, ours);
    }
  }

  /** Windows of Flink that had the same outcomes and errors as the analyzer's; 0 without Flink. */
  long comparedWindows() {
    return compared;
  }

  private static Map<String, Double> further(Subject subject, ChildJvm child)
      throws InterruptedException {
    return subject == Subject.PLIMSOLL
        ? Map.of(
            "rateToSummary", child.number("rateToSummary", Lab.LONG),
            "longestCommit", child.number("longestCommit", Lab.LONG),
            "longestFlush", child.number("longestFlush", Lab.LONG),
            "longestColdFlush", child.number("longestColdFlush", Lab.LONG))
        : Map.of();
  }
}
