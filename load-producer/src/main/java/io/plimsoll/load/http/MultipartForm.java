package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plimsoll.load.engine.Session;
import io.plimsoll.load.scenario.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A multipart body (RFC 7578). Random files are windows of one block of random bytes that begin
 * anywhere and repeat; files of the disk are mapped once. Neither is ever held whole. Immutable.
 */
final class MultipartForm {
  static final String BOUNDARY = "plimsoll-7f3c91d6a2e84b05";
  private static final int BLOCK_BYTES = 1 << 20;

  private final Body.Multipart body;
  private final Map<Path, ByteBuf> files = new HashMap<>();
  private final ByteBuf block;

  MultipartForm(Body.Multipart body) {
    this.body = body;
    byte[] random = new byte[BLOCK_BYTES];
    new SplittableRandom(BLOCK_BYTES).nextBytes(random);
    ByteBuf direct = Unpooled.directBuffer(BLOCK_BYTES).writeBytes(random);
    this.block = Unpooled.unreleasableBuffer(direct.asReadOnly());
    for (Body.Part part : body.parts()) {
      if (part.content() instanceof Body.DiskFile file) {
        files.computeIfAbsent(file.path(), MultipartForm::map);
      }
    }
  }

  private static ByteBuf map(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return Unpooled.unreleasableBuffer(
          Unpooled.wrappedBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** The body as this user sends it now. */
  Payload payload(Session session) {
    List<Payload.Piece> pieces = new ArrayList<>();
    for (Body.Part part : body.parts()) {
      String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name();
      if (part.content() instanceof Body.Field field) {
        pieces.add(text(head + "\"\r\n\r\n" + field.text().render(session)));
      } else if (part.content() instanceof Body.RandomFile file) {
        pieces.add(text(head + fileHead(file.fileName())));
        pieces.add(random(file, session.random()));
      } else if (part.content() instanceof Body.DiskFile file) {
        pieces.add(text(head + fileHead(file.fileName())));
        ByteBuf mapped = files.get(file.path());
        pieces.add(new Payload.Piece(mapped, 0, mapped.readableBytes()));
      }
      pieces.add(text("\r\n"));
    }
    pieces.add(text("--" + BOUNDARY + "--\r\n"));
    return new Payload(pieces, true);
  }

  private Payload.Piece random(Body.RandomFile file, SplittableRandom random) {
    long length = random.nextLong(file.leastBytes(), file.mostBytes() + 1);
    return new Payload.Piece(block, random.nextInt(BLOCK_BYTES), length);
  }

  private static String fileHead(String fileName) {
    return "\"; filename=\""
        + fileName.replace("\"", "%22").replaceAll("[\\r\\n]", " ")
        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
  }

  private static Payload.Piece text(String text) {
    return Payload.Piece.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
