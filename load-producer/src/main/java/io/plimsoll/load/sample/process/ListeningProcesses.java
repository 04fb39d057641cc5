package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.SocketTables;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * Processes that have a listening socket on a TCP port: on Linux all that share it, elsewhere the
 * one that OSHI names. For one thread.
 */
public final class ListeningProcesses implements ProcessFinder {
  /** All descriptors of all processes are looked through that seldom while nothing changes. */
  private static final int LOOKS_PER_SEARCH = 30;

  private final int port;
  private final Path proc;
  private final SocketTables tables;
  private final Map<Long, Path> held = new HashMap<>(); // by owner, where one was seen last
  private Set<String> sockets = Set.of();
  private List<Long> owners = List.of();
  private int looks;

  /**
   * @param proc the kernel's file system; another system does not have it
   */
  public ListeningProcesses(int port, Path proc, SocketTables tables) {
    this.port = port;
    this.proc = proc;
    this.tables = tables;
  }

  @Override
  public List<Long> find() {
    return tables.read(System.nanoTime()).map(this::inProc).orElseGet(this::asOshiSays);
  }

  /** A search costs a system call per descriptor on the machine. */
  private List<Long> inProc(SocketTables.Sockets found) {
    Set<String> now = found.listeningOn(port);
    boolean same = now.equals(sockets) && owners.stream().allMatch(pid -> holds(pid, now));
    if (!same || owners.isEmpty() || ++looks >= LOOKS_PER_SEARCH) {
      sockets = tables.readAnew(System.nanoTime()).orElse(found).listeningOn(port);
      owners = search(sockets);
      held.keySet().retainAll(owners);
      looks = 0;
    }
    return owners;
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
    Path last = held.get(pid);
    return (last != null && points(last, inodes)) || searched(pid, inodes);
  }

  private boolean searched(long pid, Set<String> inodes) {
    Path directory = proc.resolve(pid + "/fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
      for (Path each : descriptors) {
        if (points(each, inodes)) {
          held.put(pid, each);
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
