package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.HashSet;
import java.util.Set;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

/** Reads how full the local file systems are. For one thread. */
final class FileSystems {
  private static final int MOST = 20;

  private final FileSystem fileSystem;

  FileSystems(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  void read(Reading reading) {
    double fullest = -1;
    Set<String> volumes = new HashSet<>();
    for (OSFileStore each : fileSystem.getFileStores(true)) {
      double total = (double) each.getTotalSpace();
      // One volume may be mounted in many places, in containers above all.
      if (total > 0 && volumes.size() < MOST && volumes.add(each.getVolume() + total)) {
        double ratio = (total - (double) each.getUsableSpace()) / total;
        reading.put(HostMetrics.FILESYSTEM_RATIO, "mount", each.getMount(), ratio);
        reading.put(
            HostMetrics.FILESYSTEM_FREE_BYTES,
            "mount",
            each.getMount(),
            (double) each.getUsableSpace());
        fullest = Math.max(fullest, ratio);
      }
    }
    if (fullest >= 0) {
      reading.put(HostMetrics.FILESYSTEM_RATIO, fullest);
    }
  }
}
