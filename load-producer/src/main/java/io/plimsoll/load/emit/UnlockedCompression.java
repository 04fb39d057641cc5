package io.plimsoll.load.emit;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of Kafka's compressions with a buffer in front of it that takes no lock. Kafka writes a
 * record a byte at a time, ten of them around its value, and into a {@link
 * java.io.BufferedOutputStream}, which takes a lock for each (ADR 30). The bytes are the same.
 */
final class UnlockedCompression implements Compression {
  private static final Logger LOG = LoggerFactory.getLogger(UnlockedCompression.class);

  private final Compression kafkas;

  UnlockedCompression(Compression kafkas) {
    this.kafkas = kafkas;
  }

  /**
   * Puts it in the place of the producer's own. Kafka has no setting for that, so this reaches into
   * the producer, before its first record; where a version of Kafka has it in another place,
   * everything stays as it is.
   *
   * @return whether it is in place
   */
  static boolean install(KafkaProducer<?, ?> producer) {
    try {
      Object accumulator = field(KafkaProducer.class, "accumulator").get(producer);
      Field compression = field(accumulator.getClass(), "compression");
      compression.set(
          accumulator, new UnlockedCompression((Compression) compression.get(accumulator)));
      return true;
    } catch (ReflectiveOperationException | RuntimeException elsewhere) {
      LOG.info("outcomes are compressed by Kafka's own buffer, which costs more: {}", elsewhere);
      return false;
    }
  }

  private static Field field(Class<?> of, String name) throws NoSuchFieldException {
    Field field = of.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  public CompressionType type() {
    return kafkas.type();
  }

  @Override
  public OutputStream wrapForOutput(ByteBufferOutputStream out, byte messageVersion) {
    return new UnlockedBuffer(kafkas.wrapForOutput(out, messageVersion));
  }

  @Override
  public InputStream wrapForInput(ByteBuffer in, byte messageVersion, BufferSupplier buffers) {
    return kafkas.wrapForInput(in, messageVersion, buffers);
  }

  @Override
  public int decompressionOutputSize() {
    return kafkas.decompressionOutputSize();
  }
}
