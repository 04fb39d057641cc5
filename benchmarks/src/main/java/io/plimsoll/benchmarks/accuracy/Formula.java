package io.plimsoll.benchmarks.accuracy;

import io.plimsoll.stats.fit.Model;
import io.plimsoll.stats.fit.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/**
 * A model written as text: + - * / ** or ^, brackets of either kind, numbers, pi, functions of one
 * argument, b1, b2, … for parameters and x, or x1, x2, …, for predictors. A sign binds less than a
 * power, as in Fortran. The derivatives come with the arithmetic.
 */
final class Formula implements Model {

  /** A part of the formula, given its numbers. */
  @FunctionalInterface
  private interface Node {
    DerivativeStructure at(double[] x, DerivativeStructure[] b);
  }

  private final String text;
  private final Node root;
  private final List<Parameter> parameters;
  private int position;

  /**
   * @param text the right side, without the error term
   * @param parameters how many
   * @throws IllegalArgumentException naming the place where the text can't be read
   */
  Formula(String text, int parameters) {
    this.text = text.replaceAll("\\s", "").replace('[', '(').replace(']', ')');
    this.parameters =
        IntStream.rangeClosed(1, parameters).mapToObj(i -> Parameter.free("b" + i)).toList();
    this.root = sum();
    if (position < this.text.length()) {
      throw unreadable("the end");
    }
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public DerivativeStructure value(double[] x, DerivativeStructure[] b) {
    return root.at(x, b);
  }

  private Node sum() {
    Node left = product();
    while (true) {
      Node before = left;
      if (taken("+")) {
        Node right = product();
        left = (x, b) -> before.at(x, b).add(right.at(x, b));
      } else if (taken("-")) {
        Node right = product();
        left = (x, b) -> before.at(x, b).subtract(right.at(x, b));
      } else {
        return left;
      }
    }
  }

  private Node product() {
    Node left = signed();
    while (true) {
      Node before = left;
      if (!isPower() && taken("*")) {
        Node right = signed();
        left = (x, b) -> before.at(x, b).multiply(right.at(x, b));
      } else if (taken("/")) {
        Node right = signed();
        left = (x, b) -> before.at(x, b).divide(right.at(x, b));
      } else {
        return left;
      }
    }
  }

  private Node signed() {
    if (taken("-")) {
      Node of = signed();
      return (x, b) -> of.at(x, b).negate();
    }
    return taken("+") ? signed() : power();
  }

  private boolean isPower() {
    return text.startsWith("**", position);
  }

  private Node power() {
    Node base = atom();
    if (!taken("**") && !taken("^")) {
      return base;
    }
    Node exponent = signed();
    return (x, b) -> raised(base.at(x, b), exponent.at(x, b));
  }

  /** A constant exponent must not go through the logarithm of a base that may be negative. */
  private static DerivativeStructure raised(DerivativeStructure base, DerivativeStructure power) {
    double exponent = power.getValue();
    if (!constant(power)) {
      return constant(base) ? DerivativeStructure.pow(base.getValue(), power) : base.pow(power);
    }
    return exponent == Math.rint(exponent) && Math.abs(exponent) < 1_000
        ? base.pow((int) exponent)
        : base.pow(exponent);
  }

  private static boolean constant(DerivativeStructure number) {
    double[] all = number.getAllDerivatives();
    return IntStream.range(1, all.length).allMatch(i -> all[i] == 0);
  }

  private Node atom() {
    if (taken("(")) {
      Node inside = sum();
      if (!taken(")")) {
        throw unreadable("a closing bracket");
      }
      return inside;
    }
    if (position < text.length() && Character.isLetter(text.charAt(position))) {
      return named(word());
    }
    return number();
  }

  private Node named(String word) {
    if (word.equals("pi")) {
      return constant(Math.PI);
    }
    if (word.matches("b\\d+")) {
      int index = Integer.parseInt(word.substring(1)) - 1;
      if (index < 0 || index >= parameters.size()) {
        throw unreadable("one of " + parameters.size() + " parameters rather than " + word);
      }
      return (x, b) -> b[index];
    }
    if (word.matches("x\\d*")) {
      int index = word.length() == 1 ? 0 : Integer.parseInt(word.substring(1)) - 1;
      return (x, b) -> b[0].multiply(0).add(x[index]);
    }
    UnaryOperator<DerivativeStructure> function = function(word);
    Node argument = atom();
    return (x, b) -> function.apply(argument.at(x, b));
  }

  private UnaryOperator<DerivativeStructure> function(String word) {
    return switch (word) {
      case "exp" -> DerivativeStructure::exp;
      case "log", "ln" -> DerivativeStructure::log;
      case "log10" -> DerivativeStructure::log10;
      case "sqrt" -> DerivativeStructure::sqrt;
      case "sin" -> DerivativeStructure::sin;
      case "cos" -> DerivativeStructure::cos;
      case "tan" -> DerivativeStructure::tan;
      case "arctan", "atan" -> DerivativeStructure::atan;
      case "arcsin", "asin" -> DerivativeStructure::asin;
      case "arccos", "acos" -> DerivativeStructure::acos;
      case "sinh" -> DerivativeStructure::sinh;
      case "cosh" -> DerivativeStructure::cosh;
      case "tanh" -> DerivativeStructure::tanh;
      default -> throw unreadable("a known function rather than " + word);
    };
  }

  private Node number() {
    int from = position;
    while (position < text.length() && "0123456789.".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (position == from) {
      throw unreadable("a number, a name or a bracket");
    }
    String rest = text.substring(position);
    String exponent = rest.replaceFirst("^([eEdD][+-]?\\d+)?.*", "$1");
    position += exponent.length();
    String digits = text.substring(from, position).toLowerCase(Locale.ROOT).replace('d', 'e');
    return constant(Double.parseDouble(digits));
  }

  private static Node constant(double value) {
    return (x, b) -> b[0].multiply(0).add(value);
  }

  private String word() {
    int from = position;
    while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
      position++;
    }
    return text.substring(from, position).toLowerCase(Locale.ROOT);
  }

  private boolean taken(String token) {
    if (!text.startsWith(token, position)) {
      return false;
    }
    position += token.length();
    return true;
  }

  private IllegalArgumentException unreadable(String expected) {
    return new IllegalArgumentException(
        "expected " + expected + " at character " + (position + 1) + " of " + text);
  }
}
