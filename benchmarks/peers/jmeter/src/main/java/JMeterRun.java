import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jmeter.JMeter;

/** JMeter without an installation: {@code PLAN RESULTS HOME}; HOME is made. */
public final class JMeterRun {
  private JMeterRun() {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[2]).toAbsolutePath();
    for (String each : List.of("bin", "lib/ext", "lib/junit")) {
      Files.createDirectories(home.resolve(each));
    }
    System.setProperty("jmeter.home", home.toString());
    for (String each : List.of("jmeter", "saveservice", "upgrade", "user", "system")) {
      String file = "bin/" + each + ".properties";
      try (InputStream in = JMeterRun.class.getClassLoader().getResourceAsStream(file)) {
        Files.copy(in, home.resolve(file));
      }
    }
    new JMeter().start(new String[] {"-n", "-t", args[0], "-l", args[1], "-d", home.toString()});
  }
}
