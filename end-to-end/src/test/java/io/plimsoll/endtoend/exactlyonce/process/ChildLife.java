package io.plimsoll.endtoend.exactlyonce.process;

import java.io.IOException;

/** How a child JVM talks with the test that started it. */
final class ChildLife {
  private ChildLife() {}

  /** Says a line at once, also when the JVM is halted right after. */
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Returns when the test closes this process's input, or has died. */
  static void awaitLeave() throws IOException {
    while (System.in.read() >= 0) {
      // Only the end says anything.
    }
  }
}
