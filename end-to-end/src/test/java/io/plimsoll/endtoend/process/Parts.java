package io.plimsoll.endtoend.process;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.util.Arrays;

/** Programs that a bare machine may lack: a test without them is skipped there, and fails in CI. */
public final class Parts {
  private Parts() {}

  /** Skips the test when the program is not on the path; fails it when CI=true. */
  public static void require(String program, String debianPackage) {
    if (onPath(program)) {
      return;
    }
    String message = program + " is not installed: apt-get install " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort("skipped: " + message);
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> new File(folder, program))
        .anyMatch(File::canExecute);
  }
}
