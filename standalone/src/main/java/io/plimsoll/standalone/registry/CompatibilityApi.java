package io.plimsoll.standalone.registry;

import java.util.List;
import java.util.Map;

/** {@code /compatibility}: would a schema be taken? */
final class CompatibilityApi {
  private final SchemaStore store;
  private final ApiJson json;

  CompatibilityApi(SchemaStore store, ApiJson json) {
    this.store = store;
    this.json = json;
  }

  /** Against those versions registering would be checked against. */
  Object withAll(ApiRequest request, Map<String, String> names) {
    return check(request, names, store.versions(names.get("subject"), false));
  }

  /** Against one version; nothing speaks against the first schema of a subject. */
  Object withVersion(ApiRequest request, Map<String, String> names) {
    String subject = names.get("subject");
    String version = names.get("version");
    boolean first = Versions.number(version) < 0 && store.versions(subject, false).isEmpty();
    return check(
        request,
        names,
        first ? List.of() : List.of(Versions.named(store, subject, version, false)));
  }

  private Object check(ApiRequest request, Map<String, String> names, List<SchemaVersion> earlier) {
    SchemaRequest body = SchemaRequest.of(json.read(request.body()));
    List<String> problems =
        CompatibilityCheck.problems(body.schema(), earlier, store.level(names.get("subject")));
    return new Replies.Compatible(problems.isEmpty(), request.flag("verbose") ? problems : null);
  }
}
