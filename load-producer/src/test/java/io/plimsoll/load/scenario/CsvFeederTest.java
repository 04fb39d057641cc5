package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files as RFC 4180 has them, and what is said of those that are none. */
final class CsvFeederTest {
  @TempDir private Path directory;

  @Test
  void readsQuotesBlanksAndEveryEndOfLine() {
    assertThat(CsvText.rows("\ufeffa, b ,c\r\n\"x,\"\"y\"\"\",\"two\nlines\",\r\n\n1,2,3"))
        .containsExactly(
            List.of("a", "b", "c"), List.of("x,\"y\"", "two\nlines", ""), List.of("1", "2", "3"));
    assertThat(CsvText.rows("")).isEmpty();
    assertThat(CsvText.rows("a,")).containsExactly(List.of("a", ""));
  }

  @Test
  void namesValuesAfterFeederAndColumn() throws IOException, ScenarioException {
    Feeder.Csv feeder = (Feeder.Csv) read("name,pass\nann,1\nbob,2\n").feeders().get(0);

    assertThat(feeder.variables()).containsExactly("user-list.name", "user-list.pass");
    assertThat(feeder.rows()).containsExactly(List.of("ann", "1"), List.of("bob", "2"));
    assertThat(feeder.random()).isFalse();
  }

  @Test
  void takesRowsInTheOrderItIsToldTo() throws IOException, ScenarioException {
    String csv = "name,pass\nann,1\n";

    assertThat(((Feeder.Csv) read(csv, ", order: random").feeders().get(0)).random()).isTrue();
    assertThat(((Feeder.Csv) read(csv, ", order: sequential").feeders().get(0)).random()).isFalse();
    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> read(csv, ", order: shuffled"));
    assertThat(thrown).hasMessageContaining("random");
  }

  @Test
  void saysWhatIsWrongWithTheFile() {
    assertThat(problems("name,pass\n")).contains("a first line with names and at least one more");
    assertThat(problems("name,pass\nann,1\nbob\n"))
        .contains("row 3 has 1 values, its first row names 2 columns");
    assertThat(problems("name,word\nann,1\n"))
        .contains("${user-list.pass}: nothing gives this value; did you mean");
  }

  private String problems(String csv) {
    ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> read(csv));
    assertThat(thrown).isNotNull();
    return thrown.getMessage();
  }

  private Scenario read(String csv) throws IOException, ScenarioException {
    return read(csv, "");
  }

  private Scenario read(String csv, String order) throws IOException, ScenarioException {
    Files.writeString(directory.resolve("users.csv"), csv);
    Path file =
        Files.writeString(
            directory.resolve("scenario.yaml"),
            """
            name: csv
            target: http://127.0.0.1:1
            load: { arrivals: { rate: 1/s, for: 1s } }
            feeders: { user-list: { csv: users.csv%s } }
            steps: [ { get: "/${user-list.name}/${user-list.pass}" } ]
            """
                .formatted(order));
    return new ScenarioParser(name -> null).read(file);
  }
}
