package io.plimsoll.load.scenario;

import io.plimsoll.schemas.SlaRule;
import io.plimsoll.stats.sla.BurnPair;
import java.time.Duration;
import java.util.Optional;

/** What a limit is about, beside the indicator of an operation. Closed set; immutable. */
sealed interface LimitSubject {
  /** Outcomes of the operation. */
  record Outcomes() implements LimitSubject {
    @Override
    public void writeTo(SlaRule.Builder rule, Duration runLength) {
      // the operation and the indicator say it all
    }
  }

  /** Samples of a source. */
  record Samples(String source, String metric) implements LimitSubject {
    @Override
    public void writeTo(SlaRule.Builder rule, Duration runLength) {
      rule.setSource(source).setMetric(metric);
    }
  }

  /** What a request costs, in any currency. */
  record Cost(double perHour, double perRequest) implements LimitSubject {
    @Override
    public void writeTo(SlaRule.Builder rule, Duration runLength) {
      rule.setPricePerHour(perHour).setPricePerRequest(perRequest);
    }
  }

  /**
   * An error budget.
   *
   * @param budgetPeriod the period its pair is scaled to; empty for the pair as it is
   * @param ofRun scaled to the length of the run
   */
  record Budget(double objective, BurnPair pair, Optional<Duration> budgetPeriod, boolean ofRun)
      implements LimitSubject {
    @Override
    public void writeTo(SlaRule.Builder rule, Duration runLength) {
      BurnPair scaled = scaled(runLength);
      rule.setObjective(objective)
          .setOverMicros(scaled.longWindow().toNanos() / 1000)
          .setShortMicros(scaled.shortWindow().toNanos() / 1000);
    }

    BurnPair scaled(Duration runLength) {
      return ofRun ? pair.scaledTo(runLength) : budgetPeriod.map(pair::scaledTo).orElse(pair);
    }
  }

  LimitSubject OUTCOMES = new Outcomes();

  /** Writes it into the rule of a run of this length. */
  void writeTo(SlaRule.Builder rule, Duration runLength);
}
