package io.plimsoll.benchmarks.load;

import java.net.URI;

/** A JMeter test plan: threads that ask for one page, held to a rate by a timer they share. */
final class JMeterPlan {
  private JMeterPlan() {}

  static String of(String url, int threads, int perSecond, int seconds) {
    URI target = URI.create(url);
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <jmeterTestPlan version="1.2" properties="5.0" jmeter="5.6.3">
      <hashTree>
        <TestPlan guiclass="TestPlanGui" testclass="TestPlan" testname="omission"/>
        <hashTree>
          <ThreadGroup guiclass="ThreadGroupGui" testclass="ThreadGroup" testname="users">
            <stringProp name="ThreadGroup.num_threads">%d</stringProp>
            <stringProp name="ThreadGroup.ramp_time">0</stringProp>
            <boolProp name="ThreadGroup.scheduler">true</boolProp>
            <stringProp name="ThreadGroup.duration">%d</stringProp>
            <stringProp name="ThreadGroup.delay">0</stringProp>
            <boolProp name="ThreadGroup.same_user_on_next_iteration">true</boolProp>
            <stringProp name="ThreadGroup.on_sample_error">continue</stringProp>
            <elementProp name="ThreadGroup.main_controller" elementType="LoopController" guiclass="LoopControlPanel" testclass="LoopController">
              <stringProp name="LoopController.loops">-1</stringProp>
              <boolProp name="LoopController.continue_forever">false</boolProp>
            </elementProp>
          </ThreadGroup>
          <hashTree>
            <ConstantThroughputTimer guiclass="TestBeanGUI" testclass="ConstantThroughputTimer" testname="rate">
              <intProp name="calcMode">4</intProp>
              <stringProp name="throughput">%d</stringProp>
            </ConstantThroughputTimer>
            <hashTree/>
            <HTTPSamplerProxy guiclass="HttpTestSampleGui" testclass="HTTPSamplerProxy" testname="root">
              <stringProp name="HTTPSampler.domain">%s</stringProp>
              <stringProp name="HTTPSampler.port">%d</stringProp>
              <stringProp name="HTTPSampler.protocol">http</stringProp>
              <stringProp name="HTTPSampler.path">/</stringProp>
              <stringProp name="HTTPSampler.method">GET</stringProp>
              <boolProp name="HTTPSampler.use_keepalive">true</boolProp>
              <elementProp name="HTTPsampler.Arguments" elementType="Arguments">
                <collectionProp name="Arguments.arguments"/>
              </elementProp>
            </HTTPSamplerProxy>
            <hashTree/>
          </hashTree>
        </hashTree>
      </hashTree>
    </jmeterTestPlan>
    """
        .formatted(threads, seconds, 60 * perSecond, target.getHost(), target.getPort());
  }
}
