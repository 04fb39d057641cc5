package io.plimsoll.benchmarks.figures;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Figures as a Markdown table and as JSON. */
public final class FigureTable {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private FigureTable() {}

  /** One row per figure. */
  public static String markdown(List<Figure> figures) {
    StringBuilder table =
        new StringBuilder("| figure | measured | goal | met |\n|---|---:|---|---|\n");
    for (Figure figure : figures) {
      String met = figure.met().map(yes -> yes ? "yes" : "NO").orElse("");
      table.append(
          "| %s | %s | %s | %s |\n".formatted(figure.name(), figure.value(), figure.goal(), met));
    }
    return table.toString();
  }

  /** Writes them, or whatever else Jackson can write, to the file. */
  public static void write(Object figures, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, MAPPER.writeValueAsString(figures) + "\n");
  }
}
