package io.plimsoll.standalone.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker in a JVM of its own: says {@code ready}, then dies without closing anything when told
 * to.
 */
final class BrokerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private BrokerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * The child: {@code DIRECTORY COUNT} sends that many records, reports, and waits for a line
   * before it halts.
   */
  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(Path.of(args[0])));
    int count = Integer.parseInt(args[1]);
    if (count > 0) {
      BrokerClients.createTopic(broker.bootstrapServers(), BrokerClients.TOPIC);
      BrokerClients.send(broker.bootstrapServers(), 0, count);
    }
    System.out.println("ready");
    int told = System.in.read();
    Runtime.getRuntime().halt(told == 'h' ? 9 : 1);
  }

  static BrokerProcess start(Path directory, int records) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            directory.toString(),
            Integer.toString(records));
    BrokerProcess child =
        new BrokerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    child.awaitReady();
    return child;
  }

  long pid() {
    return process.pid();
  }

  /** Ends the JVM at once, as kill −9 does: no shutdown hooks, no flush. */
  int halt() throws IOException, InterruptedException {
    process.outputWriter(StandardCharsets.UTF_8).append('h').flush();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitReady() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("The child ended before it was ready:\n" + said);
  }
}
