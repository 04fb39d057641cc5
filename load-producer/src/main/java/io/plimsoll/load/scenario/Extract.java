package io.plimsoll.load.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a value out of an answer and gives it to the user. */
public record Extract(String variable, Source source) {
  /** What is wrong when there is no such value. */
  public String failure() {
    return "check failed: nothing to extract for " + variable;
  }

  /** Where a value comes from. */
  public sealed interface Source {
    /** The value; null when there is none. */
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
  public record FromText(Pattern pattern) implements Source {
    @Override
    public Object of(Answer answer) {
      Matcher found = pattern.matcher(answer.text());
      if (!found.find()) {
        return null;
      }
      return found.groupCount() > 0 ? found.group(1) : found.group();
    }

    @Override
    public boolean readsBody() {
      return true;
    }
  }
}
