package io.plimsoll.load.scenario;

/** One thing an answer must show. */
public sealed interface Check {
  /**
   * Whether the answer shows it.
   *
   * @throws UndecidedException when that cannot be told
   */
  boolean holds(Answer answer);

  /** What is wrong when it does not hold: always the same text, without anything of the answer. */
  String failure();

  /** Whether it looks at the body. */
  boolean readsBody();

  /** A header and what it must contain. */
  record Header(String name, Wanted wanted) implements Check {
    @Override
    public boolean holds(Answer answer) {
      return wanted.matches(answer.header(name).orElse(null));
    }

    @Override
    public String failure() {
      return "check failed: header " + name;
    }

    @Override
    public boolean readsBody() {
      return false;
    }
  }

  /** A place in the JSON body and what must be there. */
  record Json(JsonPath path, Wanted wanted) implements Check {
    @Override
    public boolean holds(Answer answer) {
      return wanted.matches(path.in(answer.json()));
    }

    @Override
    public String failure() {
      return "check failed: json " + path;
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }

  /** A text that the body contains. */
  record Contains(String text) implements Check {
    @Override
    public boolean holds(Answer answer) {
      return answer.text().contains(text);
    }

    @Override
    public String failure() {
      return "check failed: body contains";
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }

  /** A pattern found in the body. */
  record Matches(BoundedPattern pattern) implements Check {
    @Override
    public boolean holds(Answer answer) {
      return pattern.foundIn(answer.text());
    }

    @Override
    public String failure() {
      return "check failed: body matches";
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }
}
