package io.plimsoll.lab.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.lab.file.Upload;
import io.plimsoll.lab.file.UploadReader;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Json;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.metrics.Histogram;
import io.plimsoll.lab.task.TaskPage;
import io.plimsoll.lab.task.TaskSpec;
import io.plimsoll.lab.task.TaskStatus;
import io.plimsoll.lab.task.TaskView;
import io.plimsoll.lab.task.WorkerPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Asynchronous tasks: submit, watch, list, decompose (S0 3.1, S2 "Task API", S4 submit_task). */
public final class TaskRoutes {
  private static final long DEFAULT_OUTPUT_BYTES = 64 * 1_024;
  private static final Map<String, Double> EFFORT_BY_QUALITY =
      Map.of("draft", 0.5, "standard", 1.0, "high", 2.0);
  private static final Set<String> TEMPLATES =
      Set.of(
          "text_generation_v1",
          "image_generation_v1",
          "audio_generation_v1",
          "video_generation_v1");

  private final Backend backend;
  private final WorkerPool workers;
  private final long maxUploadBytes;
  private final Histogram uploadBytes;
  private final Histogram submitNanos;

  public TaskRoutes(
      Backend backend, WorkerPool workers, TransferMetrics transfers, long maxUpload) {
    this.backend = backend;
    this.workers = workers;
    this.maxUploadBytes = maxUpload;
    this.uploadBytes = transfers.uploadBytes();
    this.submitNanos = transfers.submitNanos();
  }

  public void addTo(Router router) {
    router
        .add("POST", "/api/v1/tasks", this::create)
        .add("GET", "/api/v1/tasks", this::list)
        .add("POST", "/api/v1/tasks/upload", this::upload)
        .add("POST", "/api/v1/tasks/marketplace", this::marketplace)
        .add("POST", "/api/v1/tasks/submit", this::submitTemplate)
        .add("GET", "/api/v1/tasks/{id}", this::status)
        .add("GET", "/api/v1/tasks/{id}/progress", this::progress)
        .add("POST", "/api/v1/tasks/{id}/decompose", this::decompose);
  }

  private Mono<Reply> upload(Call call) {
    UploadReader reader = UploadReader.of(call.header("Content-Type"));
    long[] received = {0};
    return call.bodyStream()
        .doOnNext(
            piece -> {
              received[0] += piece.readableBytes();
              if (received[0] > maxUploadBytes) {
                throw new HttpProblem(
                    413, "upload_too_large", "an upload may have " + maxUploadBytes + " bytes");
              }
              reader.accept(piece);
            })
        .then(Mono.fromSupplier(reader::finish))
        .flatMap(upload -> accept(call, "task.upload", specOf(call, upload)));
  }

  private TaskSpec specOf(Call call, Upload upload) {
    uploadBytes.record(upload.size());
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("filename", upload.filename());
    attributes.put("size", Long.toString(upload.size()));
    attributes.put("crc32", upload.crc32());
    String platform = upload.fields().get("platform");
    attributes.put("platform", platform != null ? platform : call.query("platform").orElse("any"));
    return new TaskSpec("repackage", attributes, 1, upload.size());
  }

  private Mono<Reply> create(Call call) {
    return body(call)
        .flatMap(
            json ->
                accept(
                    call,
                    "task.create",
                    new TaskSpec("repackage", texts(json), 1, DEFAULT_OUTPUT_BYTES)));
  }

  private Mono<Reply> marketplace(Call call) {
    return body(call)
        .flatMap(
            json -> {
              for (String field : List.of("author", "name", "version")) {
                required(json, field);
              }
              TaskSpec spec = new TaskSpec("marketplace", texts(json), 1, DEFAULT_OUTPUT_BYTES);
              return accept(call, "task.create", spec);
            });
  }

  private Mono<Reply> submitTemplate(Call call) {
    return body(call)
        .flatMap(
            json -> {
              String template = oneOf("template_id", required(json, "template_id"), TEMPLATES);
              String quality = json.path("quality").asText("standard");
              double effort =
                  EFFORT_BY_QUALITY.get(oneOf("quality", quality, EFFORT_BY_QUALITY.keySet()));
              return accept(call, "task.create", new TaskSpec(template, texts(json), effort, 0));
            });
  }

  private Mono<Reply> accept(Call call, String operation, TaskSpec spec) {
    long startNanos = System.nanoTime();
    return backend
        .query(call, operation, () -> workers.submit(spec))
        .map(
            accepted -> {
              submitNanos.record(System.nanoTime() - startNanos);
              return accepted
                  .map(task -> Reply.json(202, Accepted.of(task)))
                  .orElseGet(
                      () -> Reply.problem(503, "queue_full", "the task queue is full: try later"));
            });
  }

  private Mono<Reply> status(Call call) {
    return backend.query(call, "task.query", () -> Reply.json(200, known(call)));
  }

  private Mono<Reply> progress(Call call) {
    return backend.compute(
        call,
        "task.progress",
        () -> {
          TaskView task = known(call);
          return Reply.json(200, new Progress(task.id(), task.status(), task.progress()));
        });
  }

  private Mono<Reply> decompose(Call call) {
    return backend.query(
        call,
        "task.decompose",
        () -> {
          TaskView task = known(call);
          List<Subtask> parts = new ArrayList<>();
          for (String step : List.of("prepare", "process", "verify", "publish")) {
            parts.add(new Subtask(task.id() + "-" + step, step, parts.size() + 1));
          }
          return Reply.json(200, new Decomposition(task.id(), parts));
        });
  }

  private Mono<Reply> list(Call call) {
    Optional<TaskStatus> status = call.query("status").map(TaskRoutes::statusNamed);
    int limit = call.queryInt("limit", 50, 1, 500);
    int offset = call.queryInt("offset", 0, 0, Integer.MAX_VALUE);
    return backend.query(
        call,
        "task.query",
        () -> {
          TaskPage page = workers.list(status, offset, limit);
          return Reply.json(200, new Listing(page.tasks(), page.total(), limit, offset));
        });
  }

  private TaskView known(Call call) {
    String id = call.pathValue(0);
    return workers.find(id).orElseThrow(() -> HttpProblem.notFound("task", id));
  }

  private static TaskStatus statusNamed(String word) {
    for (TaskStatus status : TaskStatus.values()) {
      if (status.word().equals(word.toLowerCase(Locale.ROOT))) {
        return status;
      }
    }
    throw HttpProblem.badRequest(
        "invalid_parameter", "status must be queued, running, done or failed, got '" + word + "'");
  }

  private static Mono<JsonNode> body(Call call) {
    return call.body().map(Json::readObject);
  }

  private static String required(JsonNode json, String field) {
    String value = json.path(field).asText("");
    if (value.isEmpty()) {
      throw HttpProblem.badRequest("missing_field", "the body needs a text '" + field + "'");
    }
    return value;
  }

  private static String oneOf(String field, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw HttpProblem.badRequest(
          "invalid_field", field + " must be one of " + allowed + ", got '" + value + "'");
    }
    return value;
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isValueNode()) {
                texts.put(entry.getKey(), entry.getValue().asText());
              }
            });
    return texts;
  }

  private record Accepted(String id, String taskId, TaskStatus status, Map<String, String> task) {
    private Accepted {
      task = Map.copyOf(task);
    }

    private static Accepted of(TaskView task) {
      return new Accepted(task.id(), task.id(), task.status(), task.attributes());
    }
  }

  private record Progress(String taskId, TaskStatus status, int progress) {}

  private record Subtask(String id, String name, int order) {}

  private record Decomposition(String taskId, List<Subtask> subtasks) {
    private Decomposition {
      subtasks = List.copyOf(subtasks);
    }
  }

  private record Listing(List<TaskView> tasks, int total, int limit, int offset) {
    private Listing {
      tasks = List.copyOf(tasks);
    }
  }
}
