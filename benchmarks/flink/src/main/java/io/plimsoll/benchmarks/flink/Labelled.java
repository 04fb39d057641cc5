package io.plimsoll.benchmarks.flink;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of the sums of a window which it is. */
final class Labelled extends ProcessWindowFunction<Sums, WindowSums, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      String series, Context context, Iterable<Sums> sums, Collector<WindowSums> out) {
    TimeWindow window = context.window();
    out.collect(
        WindowSums.of(
            series,
            window.getEnd() - window.getStart(),
            window.getStart(),
            sums.iterator().next()));
  }
}
