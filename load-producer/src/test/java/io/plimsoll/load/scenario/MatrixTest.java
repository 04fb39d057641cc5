package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A matrix is one scenario over a table of parameters (L10). */
final class MatrixTest {
  private static final String CELLS =
      """
      name: upload
      target: http://127.0.0.1:1
      labels: { team: files }
      matrix:
        - { size: 1MB, users: 50, sla: { put: { p95: 1s } } }
        - { size: 10MB, users: 30, sla: { put: { p95: 5s }, "*": { error_rate: < 2% } } }
      load:
        users: { steady: { users: "${matrix.users}", for: 1m } }
      steps:
        - post: /up?size=${matrix.size}
          multipart: { file: { random: "${matrix.size}" } }
          as: put
        - { post: /n, json: { n: "${matrix.users}", text: "u${matrix.users}" }, as: note }
      sla: { "*": { error_rate: < 1% }, note: { p95: 200ms } }
      """;

  @Test
  void makesOneRunOfEachCellInOrder() throws ScenarioException {
    List<Scenario> cells = new ScenarioParser(name -> null).parseAll(CELLS);

    assertThat(cells)
        .extracting(Scenario::name)
        .containsExactly("upload[size=1MB,users=50]", "upload[size=10MB,users=30]");
    assertThat(cells)
        .extracting(each -> ((Load.Closed) each.load()).users())
        .containsExactly(50, 30);
    assertThat(cells.get(1).labels())
        .isEqualTo(Map.of("matrix.size", "10MB", "matrix.users", "30", "team", "files"));
    HttpStep put = (HttpStep) cells.get(1).behaviours().get(0).steps().get(0);
    assertThat(put.path().text()).isEqualTo("/up?size=10MB");
    assertThat(put.body())
        .isEqualTo(
            new Body.Multipart(
                List.of(
                    new Body.Part(
                        "file", new Body.RandomFile("file.bin", 10_000_000, 10_000_000)))));
  }

  @Test
  void keepsTheTypeOfAValueThatStandsAlone() throws ScenarioException {
    Scenario first = new ScenarioParser(name -> null).parseAll(CELLS).get(0);

    HttpStep note = (HttpStep) first.behaviours().get(0).steps().get(1);

    assertThat(((Body.Text) note.body()).text().text()).isEqualTo("{\"n\":50,\"text\":\"u50\"}");
  }

  @Test
  void putsTheLimitsOfACellBeforeThoseOfTheFile() throws ScenarioException {
    List<Scenario> cells = new ScenarioParser(name -> null).parseAll(CELLS);

    assertThat(cells.get(0).sla())
        .extracting(Limit::operation, Limit::text)
        .containsExactlyInAnyOrder(tuple("put", "1s"), tuple("*", "< 1%"), tuple("note", "200ms"));
    assertThat(cells.get(1).sla())
        .extracting(Limit::operation, Limit::text)
        .containsExactlyInAnyOrder(tuple("put", "5s"), tuple("*", "< 2%"), tuple("note", "200ms"));
  }

  @Test
  void crossesListsOfValuesWithTheLastVaryingFastest() throws ScenarioException {
    List<Scenario> cells =
        new ScenarioParser(name -> null)
            .parseAll(
                """
                name: grid
                target: http://127.0.0.1:1
                matrix: { size: [1MB, 2MB], users: [3, 4] }
                load: { users: { steady: { users: "${matrix.users}", for: 1m } } }
                steps: [ { get: "/${matrix.size}", as: get } ]
                sla: { get: { throughput: "> ${matrix.users}/s" } }
                """);

    assertThat(cells)
        .extracting(Scenario::name)
        .containsExactly(
            "grid[size=1MB,users=3]",
            "grid[size=1MB,users=4]",
            "grid[size=2MB,users=3]",
            "grid[size=2MB,users=4]");
    assertThat(cells)
        .extracting(each -> each.sla().get(0).limit())
        .containsExactly(3.0, 4.0, 3.0, 4.0);
  }

  @Test
  void reportsEachMistakeOnceAtItsPlaceInTheFile() {
    List<Problem> problems =
        problems(
            CELLS
                .replace("users: 30", "user: 30")
                .replace("/n, json", "/n, jsn")
                .replace("${matrix.size}\" }", "${matrix.sze}\" }"));

    assertThat(problems)
        .extracting(Problem::line, Problem::column)
        .containsExactly(tuple(6, 5), tuple(11, 34), tuple(13, 17));
    assertThat(problems.get(0).message()).contains("parameters of the first cell: size, users");
    assertThat(problems.get(1).message()).contains("did you mean \"size\"?");
    assertThat(problems.get(2).message()).contains("unknown key \"jsn\"");
  }

  @Test
  void refusesAPlaceWithoutAMatrixAndAMatrixWithoutCells() {
    String plain = CELLS.replaceAll("(?s)matrix:.*?load:", "load:");
    assertThat(problems(plain))
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("${matrix.users}: there is no matrix"));
    assertThat(problems(CELLS.replaceAll("(?s)matrix:.*?load:", "matrix: {}\nload:")))
        .extracting(Problem::message)
        .anyMatch(message -> message.startsWith("expected { size: [1MB, 10MB]"));
    assertThat(problems(CELLS.replace("size: 10MB, users: 30", "size: 1MB, users: 50")))
        .extracting(Problem::message)
        .containsExactly("a second cell \"size=1MB,users=50\": give them names");
  }

  @Test
  void isNotTakenForOneRun() {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class, () -> new ScenarioParser(name -> null).parse(CELLS));

    assertThat(thrown).hasMessageContaining("this matrix has 2 cells");
  }

  private static List<Problem> problems(String yaml) {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class, () -> new ScenarioParser(name -> null).parseAll(yaml));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }
}
