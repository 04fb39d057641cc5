package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.ProcText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * Processes that have a listening socket on a TCP port: on Linux all that share it, elsewhere the
 * one that OSHI names. For one thread.
 */
public final class ListeningProcesses implements ProcessFinder {
  private static final String LISTENING = "0A";

  private final int port;
  private final Path proc;

  /**
   * @param proc the kernel's file system; another system does not have it
   */
  public ListeningProcesses(int port, Path proc) {
    this.port = port;
    this.proc = proc;
  }

  @Override
  public List<Long> find() {
    return Files.isReadable(proc.resolve("net/tcp")) ? owners(inodes()) : asOshiSays();
  }

  private Set<String> inodes() {
    Set<String> inodes = new HashSet<>();
    String wanted = String.format(Locale.ROOT, ":%04X", port);
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : ProcText.read(proc.resolve(table)).orElse("").split("\n", -1)) {
        List<String> words = ProcText.words(line);
        if (words.size() > 9 && words.get(1).endsWith(wanted) && words.get(3).equals(LISTENING)) {
          inodes.add("socket:[" + words.get(9) + "]");
        }
      }
    }
    return inodes;
  }

  private List<Long> owners(Set<String> inodes) {
    List<Long> owners = new ArrayList<>();
    if (!inodes.isEmpty()) {
      ProcessHandle.allProcesses()
          .filter(each -> holds(each.pid(), inodes))
          .forEach(each -> owners.add(each.pid()));
    }
    return owners;
  }

  private boolean holds(long pid, Set<String> inodes) {
    Path directory = proc.resolve(pid + "/fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
      for (Path each : descriptors) {
        if (points(each, inodes)) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
      // Another user's process, or one that has just ended.
    }
    return false;
  }

  private static boolean points(Path descriptor, Set<String> inodes) {
    try {
      return inodes.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private List<Long> asOshiSays() {
    return new SystemInfo()
        .getOperatingSystem().getInternetProtocolStats().getConnections().stream()
            .filter(each -> each.getState() == TcpState.LISTEN && each.getLocalPort() == port)
            .map(each -> (long) each.getowningProcessId())
            .distinct()
            .toList();
  }

  @Override
  public String absent() {
    return "no process listens on port %d here, or it belongs to another user".formatted(port);
  }
}
