package io.plimsoll.lab.api;

import io.plimsoll.lab.file.FileCatalog;
import io.plimsoll.lab.file.FileContent;
import io.plimsoll.lab.file.LabFile;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.HttpProblem;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.http.Router;
import io.plimsoll.lab.metrics.Histogram;
import java.util.List;
import reactor.core.publisher.Mono;

/** Listing and download of files (S0 3.1). */
public final class FileRoutes {
  private final Backend backend;
  private final FileCatalog catalog;
  private final FileContent content;
  private final Histogram downloadBytes;

  public FileRoutes(
      Backend backend, FileCatalog catalog, FileContent content, TransferMetrics transfers) {
    this.backend = backend;
    this.catalog = catalog;
    this.content = content;
    this.downloadBytes = transfers.downloadBytes();
  }

  public void addTo(Router router) {
    router
        .add("GET", "/api/v1/files", this::list)
        .add("GET", "/api/v1/files/{id}/download", this::download);
  }

  private Mono<Reply> list(Call call) {
    int limit = call.queryInt("limit", 50, 1, 500);
    int offset = call.queryInt("offset", 0, 0, Integer.MAX_VALUE - 500);
    return backend.query(
        call,
        "file.list",
        () -> {
          List<LabFile> page = catalog.list(offset, limit);
          return Reply.json(200, new Listing(page, catalog.size(), limit, offset));
        });
  }

  private Mono<Reply> download(Call call) {
    String id = call.pathValue(0);
    return backend.query(
        call,
        "file.download",
        () -> {
          LabFile file = catalog.find(id).orElseThrow(() -> HttpProblem.notFound("file", id));
          downloadBytes.record(file.size());
          return Reply.stream(
              200, "application/octet-stream", file.size(), content.bytes(file.size()));
        });
  }

  private record Listing(List<LabFile> files, int total, int limit, int offset) {
    private Listing {
      files = List.copyOf(files);
    }
  }
}
