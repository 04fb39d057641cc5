package io.plimsoll.benchmarks.accuracy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every accuracy command is told.
 *
 * @param figures file for the figures
 * @param data directory with the set
 * @param out directory for the predictions
 */
record AccuracyArguments(Path figures, Path data, Path out) {

  /** Ends the process with exit code 2 and one clear line when they are unusable. */
  static AccuracyArguments of(String[] args) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 1; i + 1 < args.length; i += 2) {
      named.put(args[i], args[i + 1]);
    }
    if (args.length != 5 || !named.containsKey("--data") || !named.containsKey("--out")) {
      throw unusable("expected --data DIR --out OUT");
    }
    Path data = Path.of(named.get("--data"));
    if (!Files.isDirectory(data)) {
      throw unusable("--data " + data + ": no such directory; give the directory of the set");
    }
    return new AccuracyArguments(Path.of(args[0]), data, Path.of(named.get("--out")));
  }

  private static IllegalArgumentException unusable(String text) {
    System.err.println(text);
    System.exit(2);
    return new IllegalArgumentException(text);
  }
}
