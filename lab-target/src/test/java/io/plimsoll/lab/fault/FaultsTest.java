package io.plimsoll.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.lab.http.Call;
import io.plimsoll.lab.http.Reply;
import io.plimsoll.lab.latency.LatencyProfile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class FaultsTest {

  @Test
  void installedFaultReachesIntoRequestsAndCanBeTakenOut() throws Exception {
    try (LabTarget target =
        LabTarget.start(LabConfig.defaults().withLatency(LatencyProfile.none()))) {
      Runnable off = target.faults().install(new Outage());

      assertThat(statusOf(target)).isEqualTo(500);
      assertThat(target.faults().names()).containsExactly("outage");

      off.run();
      assertThat(statusOf(target)).isEqualTo(200);
    }
  }

  private static int statusOf(LabTarget target) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(target.uri().resolve("/health")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static final class Outage implements Fault {
    @Override
    public String name() {
      return "outage";
    }

    @Override
    public Mono<Reply> aroundRequest(Call call, Mono<Reply> next) {
      return Mono.just(Reply.problem(500, "outage", "out of order"));
    }
  }
}
