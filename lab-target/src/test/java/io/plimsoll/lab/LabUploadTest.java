package io.plimsoll.lab;

import static io.plimsoll.lab.LabClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.plimsoll.lab.latency.LatencyProfile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class LabUploadTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final byte[] BLOCK = block();

  @Test
  void hundredMegabytesPassWithoutBeingHeld() throws Exception {
    try (LabTarget target =
        LabTarget.start(LabConfig.defaults().withLatency(LatencyProfile.none()))) {
      LabClient client = new LabClient(target);
      long heldBefore = nettyBytes();
      AtomicLong mostHeld = new AtomicLong();

      JsonNode accepted = json(upload(client, form(100, mostHeld)));

      assertThat(accepted.at("/task/size").asLong()).isEqualTo(100L * MEBIBYTE);
      assertThat(accepted.at("/task/crc32").asText()).isEqualTo(crc(100));
      assertThat(accepted.at("/task/filename").asText()).isEqualTo("big.difypkg");
      assertThat(accepted.at("/task/platform").asText()).isEqualTo("manylinux2014_x86_64");
      // Room that tests before it left may do, so that nothing need be added.
      assertThat(mostHeld.get()).isPositive();
      assertThat(mostHeld.get() - heldBefore).isLessThan(40L * MEBIBYTE);
    }
  }

  private static HttpResponse<String> upload(LabClient client, InputStream body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(client.uri("/api/v1/tasks/upload"))
            .header("Content-Type", "multipart/form-data; boundary=plimsoll")
            .POST(BodyPublishers.ofInputStream(() -> body))
            .build();
    HttpResponse<String> response = client.http().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response;
  }

  private static InputStream form(int mebibytes, AtomicLong mostHeld) {
    String head =
        "--plimsoll\r\nContent-Disposition: form-data; name=\"platform\"\r\n\r\n"
            + "manylinux2014_x86_64\r\n--plimsoll\r\nContent-Disposition: form-data;"
            + " name=\"file\"; filename=\"big.difypkg\"\r\n\r\n";
    InputStream content = new SequenceInputStream(new Blocks(mebibytes, mostHeld));
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(bytes(text(head)), content, bytes(text("\r\n--plimsoll--\r\n")))));
  }

  private static InputStream bytes(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] block() {
    byte[] block = new byte[MEBIBYTE];
    new Random(5).nextBytes(block);
    return block;
  }

  private static String crc(int mebibytes) {
    CRC32 crc = new CRC32();
    for (int i = 0; i < mebibytes; i++) {
      crc.update(BLOCK);
    }
    return String.format("%08x", crc.getValue());
  }

  /** What the server's allocator has taken from the system: grows when a body is held. */
  private static long nettyBytes() {
    var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    return metric.usedDirectMemory() + metric.usedHeapMemory();
  }

  /** Mebibytes made when the client asks for them, noting each time what the server holds. */
  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
  private static final class Blocks implements Enumeration<InputStream> {
    private final AtomicLong mostHeld;
    private int left;

    private Blocks(int left, AtomicLong mostHeld) {
      this.left = left;
      this.mostHeld = mostHeld;
    }

    @Override
    public boolean hasMoreElements() {
      return left > 0;
    }

    @Override
    public InputStream nextElement() {
      left--;
      mostHeld.accumulateAndGet(nettyBytes(), Math::max);
      return bytes(BLOCK);
    }
  }
}
