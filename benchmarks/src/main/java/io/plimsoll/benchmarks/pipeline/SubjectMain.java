package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.process.ChildJvm;
import java.util.List;

/** A subject in a JVM of its own: {@code SUBJECT} and the {@link SubjectArguments}. */
public final class SubjectMain {
  private SubjectMain() {}

  public static void main(String[] args) throws Exception {
    ChildJvm.endWithParent();
    List<String> all = List.of(args);
    try {
      Subject.valueOf(all.get(0)).run(SubjectArguments.parse(all.subList(1, all.size())));
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0); // threads of Kafka may still end
  }
}
