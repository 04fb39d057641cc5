package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code headers} and {@code auth}. */
final class HeadersReader {
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private final Values values;

  HeadersReader(Values values) {
    this.values = values;
  }

  /** Headers by name, in whatever case; those of the fields win over the given ones. */
  Map<String, Template> read(Fields fields, Map<String, Template> given) {
    Map<String, Template> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(given);
    fields.get("auth").ifPresent(node -> auth(node, headers));
    fields
        .get("headers")
        .flatMap(node -> Fields.of(node, "headers by name", values.problems()))
        .ifPresent(
            found ->
                found
                    .keys()
                    .forEach(name -> header(found, name).ifPresent(v -> headers.put(name, v))));
    return headers;
  }

  private Optional<Template> header(Fields fields, String name) {
    if (!isName(name)) {
      values.problems().at(fields.keyNode(name), "\"" + name + "\" is not a header name");
      return Optional.empty();
    }
    if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      values.problems().at(fields.keyNode(name), "\"" + name + "\" is set by plimsoll itself");
      return Optional.empty();
    }
    return value(fields.get(name).orElseThrow(), "the value of a header");
  }

  static boolean isName(String name) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }

  private Optional<Template> value(Node node, String what) {
    Optional<Template> value = values.template(node, what, Escape.HEADER);
    if (value.isPresent() && !oneLine(value.get())) {
      values.problems().at(node, "a header is one line of text");
      return Optional.empty();
    }
    return value;
  }

  private static boolean oneLine(Template value) {
    return value.render(name -> "").chars().allMatch(c -> c >= ' ' && c != 0x7f);
  }

  private void auth(Node node, Map<String, Template> headers) {
    String what = "auth: { basic: { user: x, password: ${env:PASSWORD} } } or { bearer: … }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return;
    }
    Fields fields = found.get().allow(Keys.AUTH, List.of("digest"));
    if (fields.present(Keys.AUTH).size() != 1) {
      if (!fields.has("digest")) {
        values.problems().at(node, "expected " + what);
      }
      return;
    }
    fields
        .get("bearer")
        .flatMap(token -> value(token, "a token"))
        .ifPresent(token -> authorize(headers, "Bearer ", token));
    fields
        .get("basic")
        .flatMap(this::basic)
        .ifPresent(credentials -> authorize(headers, "Basic ", credentials));
  }

  private static void authorize(Map<String, Template> headers, String scheme, Template value) {
    headers.put("Authorization", Template.join(List.of(Template.of(scheme), value)));
  }

  private Optional<Template> basic(Node node) {
    String what = "{ user: x, password: ${env:PASSWORD} }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.BASIC, List.of());
    Optional<Template> user =
        fields.require("user", what).flatMap(each -> values.template(each, what, Escape.NONE));
    Optional<Template> password =
        fields.require("password", what).flatMap(each -> values.template(each, what, Escape.NONE));
    return user.flatMap(
        name ->
            password.map(
                secret -> Template.join(List.of(name, Template.of(":"), secret)).base64()));
  }
}
