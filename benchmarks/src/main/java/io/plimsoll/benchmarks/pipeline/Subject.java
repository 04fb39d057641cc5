package io.plimsoll.benchmarks.pipeline;

/** A way to consume the same topic. Measured by {@link SubjectMain} in a JVM of its own. */
public enum Subject {
  COUNT("plain consumer, count only", new PlainConsumer(false)),
  DECODE("plain consumer, lean decode", new PlainConsumer(true)),
  EMPTY("Kafka Streams, one empty processor, exactly once", new EmptyStreams(false)),
  EMPTY_BUNDLED("the same, records in bundles as plimsoll's", new EmptyStreams(true)),
  PLIMSOLL("plimsoll's analyzer", new OurAnalyzer()),
  FLINK(
      "Apache Flink 2.0: windows of 1, 10 and 60 s, heap state, a checkpoint each second",
      FlinkJob::run),
  DSL("the DSL as tutorials do it: Avro serde, groupBy, DDSketch 1 %", new TutorialDsl());

  private final String title;
  private final Work work;

  Subject(String title, Work work) {
    this.title = title;
    this.work = work;
  }

  /** Does it in this JVM and tells rate and CPU time. */
  interface Work {
    void run(SubjectArguments arguments) throws Exception;
  }

  String title() {
    return title;
  }

  void run(SubjectArguments arguments) throws Exception {
    work.run(arguments);
  }
}
