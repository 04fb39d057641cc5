package io.plimsoll.load.sample;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The TCP sockets of this machine, from /proc/net/tcp and tcp6, for all who ask for them. The
 * kernel walks through its whole table of connections for that, which takes milliseconds on a
 * machine with much memory however few sockets there are. So what was read is kept for 2,000 times
 * as long as reading it took, at most ten seconds: a twentieth of a percent of a core. Thread-safe.
 */
public final class SocketTables {
  private static final long KEPT_FOR = 2_000;
  private static final long LONGEST_NANOS = 9_500_000_000L;
  private static final int STATES = 16;
  private static final int LISTENING = 10;

  private final List<ProcWords> tables;
  private Optional<Sockets> last = Optional.empty();
  private long lastNanos;
  private long keptNanos;

  /**
   * @param proc where the process file system is; another system has none
   */
  public SocketTables(Path proc) {
    this.tables =
        List.of(
            ProcWords.ofList(proc.resolve("net/tcp")), ProcWords.ofList(proc.resolve("net/tcp6")));
  }

  /** What the tables said at one moment. Immutable. */
  public static final class Sockets {
    private final int[] byState = new int[STATES];
    private final Map<Integer, Set<String>> listening = new HashMap<>();

    private Sockets() {}

    /**
     * How many are in a state.
     *
     * @param state by the kernel's numbers, include/net/tcp_states.h
     */
    public int inState(int state) {
      return byState[state];
    }

    /** Those that listen on a port, as links of descriptors name them: {@code socket:[INODE]}. */
    public Set<String> listeningOn(int port) {
      return Set.copyOf(listening.getOrDefault(port, Set.of()));
    }

    private void add(ProcWords line) {
      line.skip(1);
      int port = line.hex();
      line.skip(1);
      int state = line.hex();
      if (state > 0 && state < STATES) {
        byState[state]++;
      }
      if (state == LISTENING) {
        line.skip(5);
        String socket = "socket:[" + line.word() + "]";
        listening.computeIfAbsent(port, any -> new HashSet<>()).add(socket);
      }
    }
  }

  /**
   * The sockets, as of a while ago; empty where there are no such tables.
   *
   * @param nanos now
   */
  public synchronized Optional<Sockets> read(long nanos) {
    return last.isPresent() && nanos - lastNanos < keptNanos ? last : readAnew(nanos);
  }

  /** The sockets as of now. */
  public synchronized Optional<Sockets> readAnew(long nanos) {
    long began = System.nanoTime();
    Sockets sockets = new Sockets();
    boolean any = false;
    for (ProcWords table : tables) {
      if (table.read()) {
        any = true;
        table.nextLine(); // headings
        while (table.hasMore()) {
          sockets.add(table);
          table.nextLine();
        }
      }
    }
    last = any ? Optional.of(sockets) : Optional.empty();
    lastNanos = nanos;
    keptNanos = Math.min(LONGEST_NANOS, KEPT_FOR * (System.nanoTime() - began));
    return last;
  }
}
