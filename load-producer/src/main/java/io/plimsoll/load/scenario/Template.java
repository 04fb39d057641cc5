package io.plimsoll.load.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Text with places for a user's values. Its constant text may come from the environment, so it is
 * for sending only: {@link #toString} does not show it. Immutable.
 */
public final class Template {
  private final List<Part> parts;
  private final boolean link;

  /** A piece of text, a place for a value, or something encoded as a whole. */
  private sealed interface Part {
    void write(Variables variables, StringBuilder out);

    default void collect(List<String> names) {}
  }

  private record Literal(String text) implements Part {
    @Override
    public void write(Variables variables, StringBuilder out) {
      out.append(text);
    }
  }

  private record Place(String name, Escape escape) implements Part {
    @Override
    public void write(Variables variables, StringBuilder out) {
      Object value = variables.value(name);
      if (value == null) {
        throw new IllegalStateException("no value for ${" + name + "}");
      }
      out.append(escape.write(value));
    }

    @Override
    public void collect(List<String> names) {
      names.add(name);
    }
  }

  private record Encoded(Template template) implements Part {
    @Override
    public void write(Variables variables, StringBuilder out) {
      byte[] plain = template.render(variables).getBytes(StandardCharsets.UTF_8);
      out.append(Base64.getEncoder().encodeToString(plain));
    }

    @Override
    public void collect(List<String> names) {
      names.addAll(template.names());
    }
  }

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.link =
        parts.stream()
            .filter(part -> !(part instanceof Literal literal && literal.text().isEmpty()))
            .findFirst()
            .filter(part -> part instanceof Place place && place.escape() == Escape.LINK)
            .isPresent();
  }

  /** A text without places. */
  public static Template of(String text) {
    return new Template(List.of(new Literal(text)));
  }

  static Template place(String name, Escape escape) {
    return new Template(List.of(new Place(name, escape)));
  }

  static Template join(List<Template> templates) {
    List<Part> parts = new ArrayList<>();
    templates.forEach(each -> each.parts.forEach(part -> append(parts, part)));
    return new Template(parts);
  }

  private static void append(List<Part> parts, Part part) {
    Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (part instanceof Literal more && last instanceof Literal before) {
      parts.set(parts.size() - 1, new Literal(before.text() + more.text()));
    } else {
      parts.add(part);
    }
  }

  Template base64() {
    Template whole = new Template(List.of(new Encoded(this)));
    return isConstant() ? of(whole.text()) : whole;
  }

  /** Whether it is the same for every user. */
  public boolean isConstant() {
    return names().isEmpty();
  }

  /**
   * The text of a constant template.
   *
   * @throws IllegalStateException when it has places for values
   */
  public String text() {
    return render(
        name -> {
          throw new IllegalStateException("not constant: it has ${" + name + "}");
        });
  }

  /** Whether it begins with a link that an answer gave, which is more than a part of a path. */
  public boolean isLink() {
    return link;
  }

  /** Names of the values it needs. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    parts.forEach(part -> part.collect(names));
    return names;
  }

  /** The first value it needs and the user does not have. */
  public Optional<String> missing(Variables variables) {
    return names().stream().filter(name -> variables.value(name) == null).findFirst();
  }

  /**
   * The text for one user.
   *
   * @throws IllegalStateException when a value is missing
   */
  public String render(Variables variables) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> part.write(variables, text));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template template && parts.equals(template.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return "template of " + names();
  }
}
