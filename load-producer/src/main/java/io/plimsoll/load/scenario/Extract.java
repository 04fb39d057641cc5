package io.plimsoll.load.scenario;

/** Takes a value out of an answer and gives it to the user. */
public record Extract(String variable, Source source) {
  /** What is wrong when there is no such value. */
  public String failure() {
    return "check failed: nothing to extract for " + variable;
  }

  /** Where a value comes from. */
  public sealed interface Source {
    /**
     * The value; null when there is none.
     *
     * @throws UndecidedException when that cannot be told
     */
    Object of(Answer answer);

    boolean readsBody();
  }

  /** A place in the JSON body. */
  public record FromJson(JsonPath path) implements Source {
    @Override
    public Object of(Answer answer) {
      return path.in(answer.json());
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }

  /** A header. */
  public record FromHeader(String name) implements Source {
    @Override
    public Object of(Answer answer) {
      return answer.header(name).orElse(null);
    }

    @Override
    public boolean readsBody() {
      return false;
    }
  }

  /** The first group of a pattern found in the body, or all that it found. */
  public record FromText(BoundedPattern pattern) implements Source {
    @Override
    public Object of(Answer answer) {
      return pattern.firstIn(answer.text());
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }
}
