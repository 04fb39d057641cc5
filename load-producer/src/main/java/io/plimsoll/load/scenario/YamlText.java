package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns a text into nodes that know their places. Pure. */
final class YamlText {
  private static final int MAX_ALIASES = 50;

  private YamlText() {}

  /**
   * YAML 1.2, where a plain text may hold a question mark, as paths with queries do.
   *
   * @param file its name in what is reported; nothing for a text without one
   * @throws ScenarioException when it is empty or no YAML
   */
  static Node compose(String yaml, String file) throws ScenarioException {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setLabel(file)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    try {
      StreamReader reader = new StreamReader(settings, yaml);
      return new Composer(settings, new ParserImpl(settings, reader))
          .getSingleNode()
          .orElseThrow(() -> problem(file, 0, 0, "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      throw problem(
          file,
          mark.map(Mark::getLine).orElse(0),
          mark.map(Mark::getColumn).orElse(0),
          "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw problem(file, 0, 0, "not YAML: " + e.getMessage());
    }
  }

  private static ScenarioException problem(String file, int line, int column, String message) {
    return new ScenarioException(List.of(new Problem(file, line + 1, column + 1, message)));
  }
}
