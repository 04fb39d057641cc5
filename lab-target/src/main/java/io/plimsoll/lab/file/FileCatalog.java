package io.plimsoll.lab.file;

import io.plimsoll.lab.latency.Distribution;
import io.plimsoll.lab.latency.SeededSampler;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files there are, newest first; the oldest goes when there are too many. Thread-safe. */
public final class FileCatalog {
  private static final int RETAINED = 5_000;

  private final Clock clock;
  private final Deque<LabFile> newest = new ArrayDeque<>(); // guarded by this
  private final Map<String, LabFile> byId = new HashMap<>(); // guarded by this

  /** Starts with {@code count} files of seeded sizes (in bytes), named file-1 and so on. */
  public FileCatalog(Clock clock, int count, Distribution sizes, long seed) {
    this.clock = clock;
    SeededSampler sampler = new SeededSampler(sizes, seed);
    for (int i = 1; i <= count; i++) {
      add("file-" + i, "sample-" + i + ".difypkg", Math.round(sampler.next()), "any");
    }
  }

  /** Adds a file made by a task. */
  public String add(String id, String name, long size, String platform) {
    LabFile file = new LabFile(id, name, size, platform, clock.instant().toString());
    synchronized (this) {
      newest.addFirst(file);
      byId.put(id, file);
      if (newest.size() > RETAINED) {
        byId.remove(newest.removeLast().id());
      }
    }
    return id;
  }

  /** One file. */
  public synchronized Optional<LabFile> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Up to {@code limit} files after the first {@code offset}. */
  public synchronized List<LabFile> list(int offset, int limit) {
    List<LabFile> page = new ArrayList<>(Math.min(limit, newest.size()));
    Iterator<LabFile> files = newest.iterator();
    for (int i = 0; files.hasNext() && i < offset + limit; i++) {
      LabFile file = files.next();
      if (i >= offset) {
        page.add(file);
      }
    }
    return page;
  }

  /** How many files there are. */
  public synchronized int size() {
    return newest.size();
  }
}
