package io.plimsoll.load.sample.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPressureTest {
  @TempDir private Path proc;
  private final Counters counters = new Counters();

  @Test
  void isTheShareOfTheTimeSinceTheReadingBefore() throws Exception {
    Files.createDirectory(proc.resolve("pressure"));
    waited("cpu", 1_000_000);
    waited("memory", 0);
    waited("io", 5_000_000);
    read(1_000_000_000L);
    waited("cpu", 2_500_000);
    waited("io", 5_200_000);

    Map<String, Double> values = read(3_000_000_000L).values();

    assertThat(values.get("cpu_pressure_ratio")).isCloseTo(0.75, within(1e-9));
    assertThat(values.get("memory_pressure_ratio")).isZero();
    assertThat(values.get("io_pressure_ratio")).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void aKernelThatDoesNotCountTellsNothing() {
    assertThat(read(1_000_000_000L).values()).isEmpty();
  }

  private Reading read(long nanos) {
    Reading reading = new Reading();
    counters.begin(nanos);
    new HostPressure(proc, counters).read(reading, counters);
    counters.keep();
    return reading;
  }

  private void waited(String resource, long micros) throws IOException {
    Files.writeString(
        proc.resolve("pressure").resolve(resource),
        "some avg10=0.00 avg60=0.00 avg300=0.00 total=%d%nfull avg10=0.00 total=7%n"
            .formatted(micros));
  }
}
