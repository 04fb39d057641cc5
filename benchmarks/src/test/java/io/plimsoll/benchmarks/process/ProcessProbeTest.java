package io.plimsoll.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessProbeTest {
  @Test
  void readsTheHeapOfEachCollector() {
    assertThat(
            ProcessProbe.heapUsed(
                """
                1234:
                 garbage-first heap   total 65536K, used 12345K [0x00000000d0000000, 0x0000000100000000)
                  region size 1024K, 3 young (3072K), 1 survivors (1024K)
                 Metaspace       used 5000K, committed 5248K, reserved 1114112K
                """))
        .hasValue(12_345L * 1024);
    assertThat(
            ProcessProbe.heapUsed(
                """
                1234:
                 def new generation   total 19712K, used 1000K [0x00000000d0000000, 0x00000000d1550000)
                  eden space 17536K,   5% used [0x00000000d0000000, 0x00000000d00fa000)
                 tenured generation   total 43712K, used 234K [0x00000000eaaa0000, 0x00000000ed550000)
                   the space 43712K,   0% used [0x00000000eaaa0000, 0x00000000eaada8a0)
                 Metaspace       used 5000K, committed 5248K, reserved 1114112K
                """))
        .hasValue(1_234L * 1024);
    assertThat(
            ProcessProbe.heapUsed(
                """
                1234:
                 PSYoungGen      total 18944K, used 100K [0x00000000eb580000, 0x00000000eca80000)
                 ParOldGen       total 44032K, used 20K [0x00000000c2000000, 0x00000000c4b00000)
                 Metaspace       used 5000K, committed 5248K, reserved 1114112K
                """))
        .hasValue(120L * 1024);
  }

  @Test
  void saysNothingOfACollectorItDoesNotKnow() {
    assertThat(ProcessProbe.heapUsed("1234:\n ZHeap used 12M, capacity 64M\n")).isEmpty();
  }
}
