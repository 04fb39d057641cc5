package io.plimsoll.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.fit.LeastSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulaTest {

  @Test
  void aSignBindsLessThanAPowerAndPowersGoRight() {
    assertThat(value("-x**2 + 2**3**2", 3)).isEqualTo(512 - 9);
    assertThat(value("(1+2*b1*x)**(-.5)", 4)).isCloseTo(1 / Math.sqrt(17), within(1e-15));
    assertThat(value("1.5E+1 - 10 / 2 / 5 * 2", 0)).isEqualTo(13);
  }

  @Test
  void knowsBothBracketsFunctionsAndPi() {
    assertThat(value("b2 - arctan[b1/(x-4)]/pi", 5))
        .isCloseTo(3 - Math.atan(2) / Math.PI, within(1e-15));
    assertThat(value("b1*cos( 2*pi*x/12 )", 3)).isCloseTo(0, within(1e-15));
  }

  @Test
  void carriesDerivatives() {
    DerivativeStructure[] b = {
      new DerivativeStructure(2, 1, 0, 2), new DerivativeStructure(2, 1, 1, 3)
    };

    DerivativeStructure value = new Formula("b1*x**b2", 2).value(new double[] {5}, b);

    assertThat(value.getValue()).isCloseTo(250, within(1e-12));
    assertThat(value.getPartialDerivative(1, 0)).isCloseTo(125, within(1e-12));
    assertThat(value.getPartialDerivative(0, 1)).isCloseTo(250 * Math.log(5), within(1e-10));
  }

  @Test
  void saysWhereATextCannotBeRead() {
    assertThatThrownBy(() -> new Formula("b1 * (x + 1", 1))
        .hasMessageContaining("expected a closing bracket at character 8");
    assertThatThrownBy(() -> new Formula("b1 * gamma(x)", 1)).hasMessageContaining("gamma");
    assertThatThrownBy(() -> new Formula("b3 * x", 2)).hasMessageContaining("b3");
  }

  @Test
  void readsAndFitsAProblemAsNistWritesIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("Line.dat");
    Files.writeString(
        file,
        """
        Data:          1 Response (y)

        Model:         Exponential Class
                       2 Parameters (b1 and b2)

                       pi = 3.14
                       log[y] = b1 +
                                b2*x  +  e

                  Starting values                  Certified Values

                Start 1     Start 2           Parameter     Standard Deviation
          b1 =    2           2.5          1.0000000000E+00  0.0000000000E+00
          b2 =    0.1         0.5          2.0000000000E+00  0.0000000000E+00

        Residual Sum of Squares:                    0.0000000000E+00
        Data:   y              x
              2.718281828459045E0         0E0
              20.085536923187668E0        1E0
              148.4131591025766E0         2E0
        """);

    NistProblem problem = NistProblem.read(file);
    Fit fit = LeastSquares.from(problem.model(), problem.data(), problem.start(1));

    assertThat(problem.starts()).isEqualTo(2);
    assertThat(problem.start(1)).containsExactly(2.5, 0.5);
    assertThat(fit.parameter(0)).isCloseTo(1, within(1e-12));
    assertThat(fit.parameter(1)).isCloseTo(2, within(1e-12));
  }

  private static double value(String text, double x) {
    DerivativeStructure[] b = {
      new DerivativeStructure(2, 1, 0, 2), new DerivativeStructure(2, 1, 1, 3)
    };
    return new Formula(text, 2).value(new double[] {x}, b).getValue();
  }
}
