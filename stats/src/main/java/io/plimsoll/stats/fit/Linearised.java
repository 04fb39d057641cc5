package io.plimsoll.stats.fit;

import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.util.Pair;

/**
 * A fit's neighbourhood: residuals and a Jacobian with columns of length 1, taken apart by singular
 * values. Normal equations would square the condition; this doesn't.
 */
final class Linearised {
  private static final double RANK = 1e-13;

  private final double[] residuals;
  private final double[] lengths;
  private final SingularValueDecomposition parts;

  Linearised(Residuals problem, double[] point) {
    Pair<RealVector, RealMatrix> at = problem.value(new ArrayRealVector(point, false));
    double[] target = problem.target();
    residuals = new ArrayRealVector(target, false).subtract(at.getFirst()).toArray();
    RealMatrix jacobian = at.getSecond();
    requireFinite(jacobian);
    lengths = new double[point.length];
    for (int j = 0; j < point.length; j++) {
      double length = jacobian.getColumnVector(j).getNorm();
      lengths[j] = length > 0 && Double.isFinite(length) ? length : 1;
      jacobian.setColumnVector(j, jacobian.getColumnVector(j).mapDivide(lengths[j]));
    }
    parts = new SingularValueDecomposition(jacobian);
  }

  /** The decomposition never ends on what is not a number. */
  private static void requireFinite(RealMatrix matrix) {
    if (!Double.isFinite(matrix.getNorm())) {
      throw new ConvergenceException();
    }
  }

  double[] residuals() {
    return residuals.clone();
  }

  double sum() {
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    return sum;
  }

  /** The largest singular value over the smallest; infinite where a parameter has no effect. */
  double condition() {
    double[] values = parts.getSingularValues();
    return values.length == 0 ? 1 : values[0] / values[values.length - 1];
  }

  /** The Gauss–Newton step; directions without effect are left alone. */
  double[] step() {
    double[] values = parts.getSingularValues();
    RealVector along = parts.getUT().operate(new ArrayRealVector(residuals, false));
    for (int i = 0; i < values.length; i++) {
      along.setEntry(i, values[i] > RANK * values[0] ? along.getEntry(i) / values[i] : 0);
    }
    double[] step = parts.getV().operate(along).toArray();
    for (int j = 0; j < step.length; j++) {
      step[j] /= lengths[j];
    }
    return step;
  }

  /** Length of a step in units of the residuals it would change. */
  double size(double[] step) {
    double sum = 0;
    for (int j = 0; j < step.length; j++) {
      sum += step[j] * step[j] * lengths[j] * lengths[j];
    }
    return Math.sqrt(sum);
  }

  /** (JᵀJ)⁻¹: covariances of the parameters for residuals of variance 1. */
  RealMatrix covariances() {
    double[] values = parts.getSingularValues();
    RealMatrix v = parts.getV();
    RealMatrix half = MatrixUtils.createRealMatrix(lengths.length, values.length);
    for (int i = 0; i < lengths.length; i++) {
      for (int k = 0; k < values.length; k++) {
        half.setEntry(i, k, v.getEntry(i, k) / values[k] / lengths[i]);
      }
    }
    return half.multiply(half.transpose());
  }
}
