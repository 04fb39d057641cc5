package io.plimsoll.standalone.registry;

import java.util.Map;

/** {@code /schemas/ids}: schemas by their id, also those no subject offers any more. */
final class SchemaApi {
  private final SchemaStore store;

  SchemaApi(SchemaStore store) {
    this.store = store;
  }

  Object byId(ApiRequest request, Map<String, String> names) {
    return new Replies.SchemaText(schema(names));
  }

  Object textById(ApiRequest request, Map<String, String> names) {
    return new RawJson(schema(names));
  }

  Object subjects(ApiRequest request, Map<String, String> names) {
    schema(names);
    return store.uses(id(names), request.flag("deleted")).stream()
        .map(SchemaVersion::subject)
        .distinct()
        .toList();
  }

  Object versions(ApiRequest request, Map<String, String> names) {
    schema(names);
    return store.uses(id(names), request.flag("deleted")).stream()
        .map(use -> new Replies.VersionOf(use.subject(), use.version()))
        .toList();
  }

  private String schema(Map<String, String> names) {
    return store.schema(id(names)).orElseThrow(() -> notFound(names.get("id"), null));
  }

  private static int id(Map<String, String> names) {
    try {
      return Integer.parseInt(names.get("id"));
    } catch (NumberFormatException e) {
      throw notFound(names.get("id"), e);
    }
  }

  private static ApiException notFound(String id, Throwable cause) {
    return new ApiException(ApiException.SCHEMA_NOT_FOUND, "Schema " + id + " not found", cause);
  }
}
