package io.plimsoll.lab.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class UploadReaderTest {
  private static final String TYPE = "multipart/form-data; boundary=\"Xy\"";

  /** Content full of things that look like the delimiter. */
  private static final String CONTENT = "\r\n--X\r\n-\r\r\n--\r\n\r\nfile\r\n--Xz\r";

  private static final String FORM =
      "--Xy\r\nContent-Disposition: form-data; name=\"platform\"\r\n\r\nlinux\r\n"
          + "--Xy\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n"
          + CONTENT
          + "\r\n--Xy--\r\nepilogue";

  @Test
  void readsTheSameWhereverTheBodyIsSplit() {
    for (int split = 0; split <= FORM.length(); split++) {
      Upload upload = read(TYPE, FORM.substring(0, split), FORM.substring(split));

      assertThat(upload.filename()).as("split at %d", split).isEqualTo("a.bin");
      assertThat(upload.size()).as("split at %d", split).isEqualTo(CONTENT.length());
      assertThat(upload.crc32()).as("split at %d", split).isEqualTo(crc(CONTENT));
      assertThat(upload.fields()).as("split at %d", split).containsEntry("platform", "linux");
    }
  }

  @Test
  void readsByteByByte() {
    Upload upload = read(TYPE, FORM.split(""));

    assertThat(upload.crc32()).isEqualTo(crc(CONTENT));
  }

  @Test
  void readsAnEmptyFile() {
    String form = "--Xy\r\nContent-Disposition: form-data; filename=\"e\"\r\n\r\n\r\n--Xy--";

    assertThat(read(TYPE, form).size()).isZero();
  }

  @Test
  void takesAnyOtherBodyAsTheFile() {
    Upload upload = read("application/octet-stream", "abc", "def");

    assertThat(upload.size()).isEqualTo(6);
    assertThat(upload.crc32()).isEqualTo(crc("abcdef"));
  }

  @Test
  void refusesBrokenForms() {
    assertThatThrownBy(() -> read(TYPE, FORM.substring(0, 150)))
        .hasMessageContaining("closing boundary");
    assertThatThrownBy(
            () -> read(TYPE, "--Xy\r\nContent-Disposition: x; name=\"a\"\r\n\r\n1\r\n--Xy--"))
        .hasMessageContaining("filename");
    assertThatThrownBy(() -> read("multipart/form-data", "")).hasMessageContaining("boundary");
    assertThatThrownBy(() -> read(TYPE, "--Xy\r\nA: " + "b".repeat(9_000)))
        .hasMessageContaining("headers of a part");
  }

  private static Upload read(String type, String... pieces) {
    UploadReader reader = UploadReader.of(Optional.of(type));
    for (String piece : pieces) {
      reader.accept(Unpooled.wrappedBuffer(piece.getBytes(ISO_8859_1)));
    }
    return reader.finish();
  }

  private static String crc(String content) {
    CRC32 crc = new CRC32();
    crc.update(content.getBytes(ISO_8859_1));
    return String.format("%08x", crc.getValue());
  }
}
