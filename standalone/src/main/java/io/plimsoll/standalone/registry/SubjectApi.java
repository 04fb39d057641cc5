package io.plimsoll.standalone.registry;

import java.util.List;
import java.util.Map;

/** {@code /subjects}: registering, finding and deleting. */
final class SubjectApi {
  private static final String SUBJECT = "subject";
  private static final String VERSION = "version";
  private static final String DELETED = "deleted";

  private final SchemaStore store;
  private final Registrar registrar;
  private final ApiJson json;

  SubjectApi(SchemaStore store, Registrar registrar, ApiJson json) {
    this.store = store;
    this.registrar = registrar;
    this.json = json;
  }

  Object list(ApiRequest request, Map<String, String> names) {
    String prefix = request.parameter("subjectPrefix").orElse("");
    return store.subjects(request.flag(DELETED)).stream()
        .filter(subject -> subject.startsWith(prefix))
        .toList();
  }

  Object register(ApiRequest request, Map<String, String> names) {
    SchemaRequest body = SchemaRequest.of(json.read(request.body()));
    return new Replies.Id(registrar.register(names.get(SUBJECT), body.schema()).id());
  }

  Object lookUp(ApiRequest request, Map<String, String> names) {
    String subject = names.get(SUBJECT);
    List<SchemaVersion> versions = Versions.of(store, subject, request.flag(DELETED));
    String schema = SchemaRequest.of(json.read(request.body())).text();
    return versions.stream()
        .filter(version -> version.schema().equals(schema))
        .findFirst()
        .orElseThrow(() -> new ApiException(ApiException.SCHEMA_NOT_FOUND, "Schema not found"));
  }

  Object versions(ApiRequest request, Map<String, String> names) {
    return Versions.of(store, names.get(SUBJECT), request.flag(DELETED)).stream()
        .map(SchemaVersion::version)
        .toList();
  }

  Object version(ApiRequest request, Map<String, String> names) {
    return Versions.named(store, names.get(SUBJECT), names.get(VERSION), request.flag(DELETED));
  }

  Object schemaOfVersion(ApiRequest request, Map<String, String> names) {
    SchemaVersion version =
        Versions.named(store, names.get(SUBJECT), names.get(VERSION), request.flag(DELETED));
    return new RawJson(version.schema());
  }

  Object delete(ApiRequest request, Map<String, String> names) {
    refusePermanent(request);
    String subject = names.get(SUBJECT);
    List<Integer> versions =
        Versions.of(store, subject, false).stream().map(SchemaVersion::version).toList();
    registrar.record(new RegistryEvent.Deleted(subject, versions));
    return versions;
  }

  Object deleteVersion(ApiRequest request, Map<String, String> names) {
    refusePermanent(request);
    SchemaVersion version = Versions.named(store, names.get(SUBJECT), names.get(VERSION), false);
    registrar.record(new RegistryEvent.Deleted(version.subject(), List.of(version.version())));
    return version.version();
  }

  private static void refusePermanent(ApiRequest request) {
    if (request.flag("permanent")) {
      throw new ApiException(
          ApiException.NOT_PERMITTED,
          "This registry keeps every schema, because records may still carry its id: delete without"
              + " permanent=true");
    }
  }
}
