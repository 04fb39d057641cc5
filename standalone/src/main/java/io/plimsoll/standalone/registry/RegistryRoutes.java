package io.plimsoll.standalone.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths of the API and what answers them. */
final class RegistryRoutes {
  private final List<Route> routes;

  RegistryRoutes(SchemaStore store, Registrar registrar, ApiJson json) {
    SubjectApi subjects = new SubjectApi(store, registrar, json);
    SchemaApi schemas = new SchemaApi(store);
    ConfigApi config = new ConfigApi(store, registrar, json);
    CompatibilityApi compatibility = new CompatibilityApi(store, json);
    String subject = "/subjects/{subject}";
    String checked = "/compatibility/subjects/{subject}/versions";
    this.routes =
        List.of(
            Route.of("GET", "/", (request, names) -> Map.of()),
            Route.of("GET", "/subjects", subjects::list),
            Route.of("POST", subject, subjects::lookUp),
            Route.of("DELETE", subject, subjects::delete),
            Route.of("GET", subject + "/versions", subjects::versions),
            Route.of("POST", subject + "/versions", subjects::register),
            Route.of("GET", subject + "/versions/{version}", subjects::version),
            Route.of("GET", subject + "/versions/{version}/schema", subjects::schemaOfVersion),
            Route.of("DELETE", subject + "/versions/{version}", subjects::deleteVersion),
            Route.of("GET", "/schemas/types", (request, names) -> List.of("AVRO")),
            Route.of("GET", "/schemas/ids/{id}", schemas::byId),
            Route.of("GET", "/schemas/ids/{id}/schema", schemas::textById),
            Route.of("GET", "/schemas/ids/{id}/subjects", schemas::subjects),
            Route.of("GET", "/schemas/ids/{id}/versions", schemas::versions),
            Route.of("GET", "/config", config::global),
            Route.of("PUT", "/config", config::setGlobal),
            Route.of("GET", "/config/{subject}", config::ofSubject),
            Route.of("PUT", "/config/{subject}", config::setSubject),
            Route.of("DELETE", "/config/{subject}", config::clearSubject),
            Route.of("GET", "/mode", (request, names) -> new Replies.Mode("READWRITE")),
            Route.of("POST", checked, compatibility::withAll),
            Route.of("POST", checked + "/{version}", compatibility::withVersion));
  }

  /**
   * The answer's body; a refusal is an {@link ApiException}. Writes block until the log has taken
   * them.
   */
  Object answer(ApiRequest request) {
    boolean pathKnown = false;
    for (Route route : routes) {
      Optional<Map<String, String>> names = route.match(request.segments());
      if (names.isPresent() && route.method().equals(request.method())) {
        return route.handler().answer(request, names.get());
      }
      pathKnown |= names.isPresent();
    }
    String path = "/" + String.join("/", request.segments());
    throw pathKnown
        ? new ApiException(
            ApiException.METHOD_NOT_ALLOWED,
            request.method() + " is not for " + path + " in this registry")
        : new ApiException(ApiException.NOT_FOUND, "This registry has no path " + path);
  }
}
