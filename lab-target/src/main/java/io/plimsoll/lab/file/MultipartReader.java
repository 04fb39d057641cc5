package io.plimsoll.lab.file;

import io.netty.buffer.ByteBuf;
import io.plimsoll.lab.http.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads multipart/form-data (RFC 7578) in constant memory: file parts are counted and summed, text
 * fields are kept up to a limit. The delimiter may be split over pieces anywhere.
 */
final class MultipartReader implements UploadReader {
  private static final int MAX_HEADER_BYTES = 8_192;
  private static final int MAX_FIELD_BYTES = 4_096;
  private static final int MAX_FIELDS = 64;
  private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
  private static final Pattern FILENAME = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");

  private final byte[] delimiter;
  private final Checksum content = new Checksum();
  private final Map<String, String> fields = new HashMap<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private State state = State.PREAMBLE;
  private int matched = 2; // the first delimiter may stand at the start, without its line break
  private Optional<String> field = Optional.empty();
  private String filename = "";
  private boolean fileSeen;

  MultipartReader(String boundary) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  private enum State {
    PREAMBLE,
    HEADERS,
    FIELD,
    FILE,
    AFTER_DELIMITER,
    END
  }

  @Override
  public void accept(ByteBuf piece) {
    int at = piece.readerIndex();
    int end = piece.writerIndex();
    while (at < end && state != State.END) {
      at =
          switch (state) {
            case PREAMBLE, FIELD, FILE -> body(piece, at, end);
            case AFTER_DELIMITER -> afterDelimiter(piece.getByte(at), at);
            case HEADERS -> header(piece.getByte(at), at);
            case END -> end;
          };
    }
  }

  @Override
  public Upload finish() {
    if (state != State.END) {
      throw HttpProblem.badRequest(
          "invalid_multipart", "the form ended before its closing boundary");
    }
    if (!fileSeen) {
      throw HttpProblem.badRequest("missing_file", "the form has no part with a filename");
    }
    return new Upload(filename, content.size(), content.hex(), fields);
  }

  /** Passes on content up to the next possible delimiter, or matches one byte of it. */
  private int body(ByteBuf piece, int at, int end) {
    if (matched == 0) {
      int candidate = piece.indexOf(at, end, delimiter[0]);
      int stop = candidate < 0 ? end : candidate;
      take(piece, at, stop - at);
      if (candidate >= 0) {
        matched = 1;
      }
      return candidate < 0 ? end : candidate + 1;
    }
    if (piece.getByte(at) == delimiter[matched]) {
      matched++;
      if (matched == delimiter.length) {
        endPart();
      }
      return at + 1;
    }
    takeDelimiterPrefix();
    matched = 0; // a delimiter starts with CR and has no other: look at this byte afresh
    return at;
  }

  private void take(ByteBuf piece, int at, int length) {
    if (state == State.FILE) {
      content.add(piece, at, length);
    } else if (state == State.FIELD) {
      for (int i = 0; i < length; i++) {
        keep(piece.getByte(at + i), MAX_FIELD_BYTES, "a form field");
      }
    }
  }

  private void takeDelimiterPrefix() {
    if (state == State.FILE) {
      content.add(delimiter, matched);
    } else if (state == State.FIELD) {
      for (int i = 0; i < matched; i++) {
        keep(delimiter[i], MAX_FIELD_BYTES, "a form field");
      }
    }
  }

  private void endPart() {
    if (state == State.FIELD && field.isPresent() && fields.size() < MAX_FIELDS) {
      fields.put(field.get(), kept.toString(StandardCharsets.UTF_8));
    }
    kept.reset();
    state = State.AFTER_DELIMITER;
  }

  /** After a boundary comes {@code --} at the end of the form, else a line break and headers. */
  private int afterDelimiter(byte next, int at) {
    kept.write(next);
    String seen = kept.toString(StandardCharsets.ISO_8859_1);
    if (seen.equals("--")) {
      state = State.END;
    } else if (seen.endsWith("\r\n")) {
      kept.reset();
      state = State.HEADERS;
    } else if (seen.length() > 64) {
      throw HttpProblem.badRequest("invalid_multipart", "a boundary is not followed by a line end");
    }
    return at + 1;
  }

  private int header(byte next, int at) {
    keep(next, MAX_HEADER_BYTES, "the headers of a part");
    if (next == '\n') {
      String headers = kept.toString(StandardCharsets.UTF_8);
      if (headers.endsWith("\r\n\r\n") || headers.equals("\r\n")) {
        startPart(headers);
      }
    }
    return at + 1;
  }

  private void startPart(String headers) {
    Optional<String> file = find(FILENAME, headers);
    boolean isFile = file.isPresent() && !fileSeen;
    state = isFile ? State.FILE : State.FIELD;
    field = isFile || file.isPresent() ? Optional.empty() : find(NAME, headers);
    if (isFile) {
      filename = file.get();
      fileSeen = true;
    } else if (file.isPresent()) {
      throw HttpProblem.badRequest("invalid_multipart", "one file per upload");
    }
    kept.reset();
    matched = 0;
  }

  private void keep(byte next, int limit, String what) {
    if (kept.size() >= limit) {
      throw new HttpProblem(413, "part_too_large", what + " may have " + limit + " bytes");
    }
    kept.write(next);
  }

  private static Optional<String> find(Pattern pattern, String headers) {
    Matcher matcher = pattern.matcher(headers);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
