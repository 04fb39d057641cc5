package io.plimsoll.load.sample.prometheus;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.HttpGet;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.scenario.SourcePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Scrapes an exposition in Prometheus' text format or OpenMetrics. */
public final class ExpositionProbe implements Probe {
  private static final String ACCEPT =
      "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1";

  private final SourcePlan.Exposition plan;
  private final HttpGet http;
  private final Exposition exposition;
  private final Counters counters = new Counters();

  /**
   * @param warn told once when there are more series than are taken
   */
  public ExpositionProbe(SourcePlan.Exposition plan, Duration timeout, Consumer<String> warn) {
    this.plan = plan;
    this.http = new HttpGet(plan.endpoint(), ACCEPT, timeout);
    this.exposition = new Exposition(plan.select(), warn);
  }

  @Override
  public Reading read(SampleTime now) throws IOException {
    HttpGet.Answer answer = http.get(plan.endpoint().url());
    if (answer.status() != 200) {
      throw new ProbeException(
          "it answers HTTP %d%s"
              .formatted(
                  answer.status(),
                  answer.status() == 401 || answer.status() == 403 ? "; give auth:" : ""));
    }
    Reading reading = new Reading();
    counters.begin(now.nanos());
    exposition.read(answer.bytes(), reading, counters);
    counters.keep();
    return reading;
  }

  @Override
  public void close() {
    http.close();
  }
}
