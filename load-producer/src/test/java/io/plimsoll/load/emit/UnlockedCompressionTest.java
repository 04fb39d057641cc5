package io.plimsoll.load.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Kafka compresses for us is what it reads. */
final class UnlockedCompressionTest {
  @Test
  void fitsIntoTheProducerOfThisVersionOfKafka() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", "127.0.0.1:1", "compression.type", "zstd");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      assertThat(UnlockedCompression.install(producer)).isTrue();
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void losesNoByteOfPiecesOfAnySize(CompressionType type) throws IOException {
    Compression kafkas = Compression.of(type).build();
    Compression unlocked = new UnlockedCompression(kafkas);
    SplittableRandom random = new SplittableRandom(5);
    byte[] written = new byte[300_000];
    for (int i = 0; i < written.length; i++) {
      written[i] = (byte) random.nextInt(7);
    }

    ByteBufferOutputStream into = new ByteBufferOutputStream(1024);
    try (OutputStream out = unlocked.wrapForOutput(into, RecordBatch.MAGIC_VALUE_V2)) {
      for (int at = 0; at < written.length; ) {
        int piece = Math.min(size(random), written.length - at);
        if (piece == 1) {
          out.write(written[at]);
        } else {
          out.write(written, at, piece);
        }
        at += piece;
        if (random.nextInt(1000) == 0) {
          out.flush();
        }
      }
    }

    ByteBuffer compressed = into.buffer();
    compressed.flip();
    assertThat(unlocked.type()).isEqualTo(type);
    try (InputStream in =
        kafkas.wrapForInput(compressed, RecordBatch.MAGIC_VALUE_V2, BufferSupplier.NO_CACHING)) {
      assertThat(in.readAllBytes()).isEqualTo(written);
    }
  }

  private static int size(SplittableRandom random) {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextInt(40_000);
      case 1 -> 16 * 1024;
      case 2 -> 0;
      case 3 -> random.nextInt(200);
      default -> 1;
    };
  }
}
