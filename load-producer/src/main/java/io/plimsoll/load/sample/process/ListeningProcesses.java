package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.ProcText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** All descriptors of all processes are looked through that seldom while nothing changes. */
  private static final int LOOKS_PER_SEARCH = 30;

  private final int port;
  private final Path proc;
  private Set<String> sockets = Set.of();
  private List<Long> owners = List.of();
  private int looks;

  /**
   * @param proc the kernel's file system; another system does not have it
   */
  public ListeningProcesses(int port, Path proc) {
    this.port = port;
    this.proc = proc;
  }

  @Override
  public List<Long> find() {
    return Files.isReadable(proc.resolve("net/tcp")) ? inProc() : asOshiSays();
  }

  /** A search costs a system call per descriptor on the machine. */
  private List<Long> inProc() {
    Set<String> now = inodes();
    boolean same = now.equals(sockets) && owners.stream().allMatch(pid -> holds(pid, now));
    if (!same || owners.isEmpty() || ++looks >= LOOKS_PER_SEARCH) {
      sockets = now;
      owners = search(now);
      looks = 0;
    }
    return owners;
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

  private List<Long> search(Set<String> inodes) {
    if (inodes.isEmpty()) {
      return List.of();
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holds(pid, inodes))
        .toList();
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
