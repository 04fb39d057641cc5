package io.plimsoll.load.http;

import io.plimsoll.load.engine.Call;
import io.plimsoll.load.engine.Inspection;
import io.plimsoll.load.engine.Session;
import io.plimsoll.load.scenario.Body;
import io.plimsoll.load.scenario.Expect;
import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request that every user sends with values of its own. Immutable. */
final class TemplateCall implements Call {
  private final HttpStep step;
  private final Inspection inspection;
  private final RequestEncoder encoder;
  private final Optional<MultipartForm> multipart;
  private final List<Template> templates = new ArrayList<>();

  TemplateCall(
      HttpStep step,
      Inspection inspection,
      RequestEncoder encoder,
      Optional<MultipartForm> multipart) {
    this.step = step;
    this.inspection = inspection;
    this.encoder = encoder;
    this.multipart = multipart;
    templates.add(step.path());
    templates.addAll(step.headers().values());
    if (step.body() instanceof Body.Text text) {
      templates.add(text.text());
    } else if (step.body() instanceof Body.Multipart form) {
      for (Body.Part part : form.parts()) {
        if (part.content() instanceof Body.Field field) {
          templates.add(field.text());
        }
      }
    }
    templates.removeIf(Template::isConstant);
  }

  /** Whether it is the same for every user. */
  boolean isConstant() {
    return templates.isEmpty() && multipart.isEmpty();
  }

  @Override
  public Optional<String> hindrance(Session session) {
    for (Template template : templates) {
      Optional<String> missing = template.missing(session);
      if (missing.isPresent()) {
        return Optional.of("no value for ${" + missing.get() + "}");
      }
    }
    return step.path().isLink() && requestTarget(session).isEmpty()
        ? Optional.of(RequestTarget.ELSEWHERE)
        : Optional.empty();
  }

  private Optional<String> requestTarget(Session session) {
    return RequestTarget.of(step.path(), session, encoder.target());
  }

  @Override
  public PreparedCall bind(Session session) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    step.headers().forEach((name, value) -> headers.put(name, value.render(session)));
    multipart.ifPresent(form -> headers.put("Content-Type", MultipartForm.contentType()));
    Payload payload =
        multipart
            .map(form -> form.payload(session))
            .orElseGet(
                () ->
                    step.body() instanceof Body.Text text
                        ? Payload.of(text.text().render(session))
                        : Payload.NONE);
    return encoder.encode(step, inspection, requestTarget(session).orElseThrow(), headers, payload);
  }

  @Override
  public Expect expect() {
    return step.expect();
  }

  @Override
  public Inspection inspection() {
    return inspection;
  }

  @Override
  public long timeoutNanos() {
    return step.timeout().toNanos();
  }
}
