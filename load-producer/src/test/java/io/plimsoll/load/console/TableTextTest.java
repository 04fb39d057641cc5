package io.plimsoll.load.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.load.emit.EmitCounters;
import io.plimsoll.load.run.LiveSnapshot;
import io.plimsoll.load.run.LiveSnapshot.OperationLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class TableTextTest {
  private static final LiveSnapshot RUN = run(false);

  private static LiveSnapshot run(boolean generatorLimited) {
    return new LiveSnapshot(
        "20261121-144501-k3f9",
        "shop",
        "steady",
        false,
        100,
        12,
        0,
        Duration.ofSeconds(65),
        Duration.ofSeconds(3601),
        List.of(
            new OperationLine("browse", 12_345, 0, 1.234, 0.5, 99.94, 1.1, 12.34, 250, 205.75),
            new OperationLine(
                "create: POST /api/v1/tasks", 7, 7, 123_456, 1, 200_000, 9.999, 3, 4, 0.1)),
        new OperationLine("Total", 12_352, 7, 71.2, 0.5, 200_000, 1.1, 12.4, 251, 205.9),
        new EmitCounters(12_000, 352, 0, 0),
        generatorLimited);
  }

  @Test
  void keepsToEightyColumns() {
    List<String> lines = new TableText(80).lines(RUN);

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            shop  steady  100 users  1:05 elapsed, 1:00:01 left
            recorded 12000, on the way 352  run 20261121-144501-k3f9

            times in ms    # reqs # fails    avg    min    max median    p95    p99    req/s
            --------------------------------------------------------------------------------
            browse          12345       0   1.23   0.50   99.9   1.10   12.3    250    205.8
            create: PO..        7       7   123s   1.00   200s   10.0   3.00   4.00      0.1
            --------------------------------------------------------------------------------
            Total           12352       7   71.2   0.50   200s   1.10   12.4    251    205.9\
            """
                .stripIndent());
    assertThat(lines).allMatch(line -> line.length() <= 80);
  }

  @Test
  void usesAWiderTerminalForNames() {
    List<String> lines = new TableText(120).lines(RUN);

    assertThat(lines).anyMatch(line -> line.startsWith("create: POST /api/v1/tasks "));
    assertThat(lines).allMatch(line -> line.length() <= 120);
  }

  @Test
  void saysARunInOneLine() {
    assertThat(new TableText(80).line(RUN))
        .isEqualTo(
            "1:05 steady 100 users, 12352 requests, 7 fails (0.06%), 205.9/s, median 1.10 ms,"
                + " p95 12.4 ms, p99 251 ms, 12000 recorded");
  }

  @Test
  void drawsInPlaceOnATerminalAndGivesTheCursorBack() {
    String drawn = shown(true);

    assertThat(drawn).startsWith("\u001b[?25l\r\u001b[2Kshop");
    assertThat(drawn).contains("\u001b[9A");
    assertThat(drawn).endsWith("\u001b[?25h");
  }

  @Test
  void printsNoEscapeCodesElsewhere() {
    String printed = shown(false);

    assertThat(printed).doesNotContain("\u001b").startsWith("1:05 steady").contains("Total");
  }

  @Test
  void saysThatTheGeneratorIsLimitedInTheTableAndInTheLine() {
    assertThat(new TableText(100).lines(run(true)).get(1)).endsWith("  GENERATOR LIMITED");
    assertThat(new TableText(80).line(run(true))).endsWith(" 12000 recorded, GENERATOR LIMITED");
  }

  @Test
  void saysThatTheGeneratorIsLimitedAtOnceWhereThereIsNoTerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    AtomicReference<LiveSnapshot> run = new AtomicReference<>(run(false));
    try (LiveTable table = LiveTable.show(run::get, out, false, 80, Duration.ofHours(1))) {
      table.watch();
      assertThat(bytes.size()).isZero();
      run.set(run(true));
      table.watch();
      table.watch();
      assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
          .singleElement(InstanceOfAssertFactories.STRING)
          .endsWith("GENERATOR LIMITED");
    }
  }

  private static String shown(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (LiveTable table = LiveTable.show(() -> RUN, out, terminal, 80, Duration.ofHours(1))) {
      table.update();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
