package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Fit;
import io.plimsoll.stats.scaling.UslFit;
import java.util.Locale;
import java.util.Optional;

/** A fitted law in a sentence. */
final class Words {
  private static final double CONFIDENCE = 0.95;

  private Words() {}

  static Scaling.Contention contention(UslFit usl, Optional<Fit> fullResource) {
    Optional<Estimate> peak =
        usl.peakLoad().isPresent()
            ? Optional.of(
                Estimate.of(usl.peakLoad().getAsDouble(), Optional.of(usl.peakInterval())))
            : Optional.empty();
    return new Scaling.Contention(
        parameter(usl.fit(), 0),
        parameter(usl.fit(), 1),
        parameter(usl.fit(), 2),
        peak,
        fullResource.map(Words::saturation).orElseGet(() -> sentence(usl)));
  }

  private static Estimate parameter(Fit fit, int i) {
    return Estimate.of(fit.parameter(i), Optional.of(fit.interval(i, CONFIDENCE)));
  }

  private static String saturation(Fit fit) {
    double corner = fit.parameter(1);
    return String.format(
        Locale.ROOT,
        "Something of fixed size, such as a pool or a lock, is full from %.3g requests in flight on and holds throughput at %.4g/s; that explains the levels better than contention and coherency",
        corner,
        fit.parameter(0) * corner);
  }

  private static String sentence(UslFit usl) {
    String contention =
        String.format(
            Locale.ROOT,
            "%.2g %% of the work waits for something that only one request can have at a time",
            100 * usl.sigma());
    String ceiling =
        usl.contentionLimit().isPresent() && usl.sigma() > 1e-4
            ? String.format(
                Locale.ROOT,
                ", which alone limits throughput to %.4g/s",
                usl.contentionLimit().getAsDouble())
            : "";
    String coherency =
        usl.peakLoad().isPresent()
            ? String.format(
                Locale.ROOT,
                "; agreeing with each other costs requests so much that beyond %.3g in flight throughput falls",
                usl.peakLoad().getAsDouble())
            : "; no cost of agreeing with each other shows";
    return contention + ceiling + coherency;
  }
}
