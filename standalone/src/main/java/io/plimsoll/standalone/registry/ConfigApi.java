package io.plimsoll.standalone.registry;

import java.util.Arrays;
import java.util.Map;

/** {@code /config}: the compatibility of all subjects and of one. */
final class ConfigApi {
  private static final String SUBJECT = "subject";

  private final SchemaStore store;
  private final Registrar registrar;
  private final ApiJson json;

  ConfigApi(SchemaStore store, Registrar registrar, ApiJson json) {
    this.store = store;
    this.registrar = registrar;
    this.json = json;
  }

  Object global(ApiRequest request, Map<String, String> names) {
    return new Replies.LevelInForce(store.globalLevel().name());
  }

  Object setGlobal(ApiRequest request, Map<String, String> names) {
    CompatibilityLevel level = level(request);
    registrar.record(new RegistryEvent.GlobalLevel(level));
    return new Replies.Level(level.name());
  }

  Object ofSubject(ApiRequest request, Map<String, String> names) {
    String subject = names.get(SUBJECT);
    CompatibilityLevel level =
        request.flag("defaultToGlobal") ? store.level(subject) : ownLevel(subject);
    return new Replies.LevelInForce(level.name());
  }

  Object setSubject(ApiRequest request, Map<String, String> names) {
    CompatibilityLevel level = level(request);
    registrar.record(new RegistryEvent.SubjectLevel(names.get(SUBJECT), level));
    return new Replies.Level(level.name());
  }

  Object clearSubject(ApiRequest request, Map<String, String> names) {
    String subject = names.get(SUBJECT);
    CompatibilityLevel level = ownLevel(subject);
    registrar.record(new RegistryEvent.SubjectLevelCleared(subject));
    return new Replies.LevelInForce(level.name());
  }

  private CompatibilityLevel ownLevel(String subject) {
    return store
        .ownLevel(subject)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiException.NO_SUBJECT_LEVEL,
                    "Subject '"
                        + subject
                        + "' does not have subject-level compatibility configured"));
  }

  private CompatibilityLevel level(ApiRequest request) {
    String name = json.read(request.body()).path("compatibility").asText("");
    return CompatibilityLevel.named(name)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiException.INVALID_LEVEL,
                    "Invalid compatibility level '%s'. Valid values are %s"
                        .formatted(name, Arrays.toString(CompatibilityLevel.values()))));
  }
}
