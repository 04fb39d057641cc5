package io.plimsoll.lab.file;

import io.netty.buffer.ByteBuf;
import io.plimsoll.lab.http.HttpProblem;
import java.util.Optional;

/** Reads an upload piece by piece in constant memory. One reader per upload; not thread-safe. */
public interface UploadReader {

  /** Reads a piece; what it holds stays the caller's. */
  void accept(ByteBuf piece);

  /** What was read, once the body has ended; a 400 when it ended too early. */
  Upload finish();

  /** The reader for a body of {@code contentType}: a multipart form, or the bytes as they are. */
  static UploadReader of(Optional<String> contentType) {
    String type = contentType.orElse("");
    if (!type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length())) {
      return new RawReader();
    }
    int at = type.indexOf("boundary=");
    if (at < 0) {
      throw HttpProblem.badRequest("invalid_multipart", "Content-Type has no boundary");
    }
    String rest = type.substring(at + "boundary=".length());
    int end = rest.indexOf(';');
    String boundary = (end < 0 ? rest : rest.substring(0, end)).trim().replace("\"", "");
    return new MultipartReader(boundary);
  }
}
