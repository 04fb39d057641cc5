package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.load.scenario.Answer;
import io.plimsoll.load.scenario.Check;
import io.plimsoll.load.scenario.Extract;
import io.plimsoll.load.scenario.JsonPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is thrown while an answer is looked into is a reason, and is not thrown on. */
final class InspectionTest {
  @Test
  void aDefectIsAReasonWithItsPlace() {
    Check check = new Check.Contains("done");
    Extract extract = new Extract("id", new Extract.FromJson(JsonPath.of("$.id").orElseThrow()));

    assertThat(new Inspection(List.of(check), List.of(), false).look(new Broken(), null))
        .startsWith("check failed: body contains: a defect of plimsoll, please report it: ")
        .contains("java.lang.IllegalStateException at ")
        .contains("InspectionTest")
        .doesNotContain("secret");
    assertThat(new Inspection(List.of(), List.of(extract), false).look(new Broken(), null))
        .isEqualTo(
            "check failed: nothing to extract for id:"
                + " the answer is nested too deep to be looked into");
  }

  private record Broken() implements Answer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public String text() {
      throw new IllegalStateException("secret of the answer");
    }

    @Override
    public JsonNode json() {
      throw new StackOverflowError();
    }
  }
}
