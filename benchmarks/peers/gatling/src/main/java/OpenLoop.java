import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Users who come at a constant rate, ask once, and go; they share connections. */
public final class OpenLoop extends Simulation {
  public OpenLoop() {
    Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    setUp(
            scenario("open")
                .exec(http("root").get("/").check(status().is(200)))
                .injectOpen(constantUsersPerSec(Integer.getInteger("rate", 1000)).during(length)))
        .protocols(
            http.baseUrl(System.getProperty("url")).disableCaching().shareConnections());
  }
}
