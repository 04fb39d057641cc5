import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Users that ask for one page again and again, without a pause. */
public final class ClosedLoop extends Simulation {
  public ClosedLoop() {
    int users = Integer.getInteger("users", 64);
    Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    setUp(
            scenario("closed")
                .during(length)
                .on(exec(http("root").get("/").check(status().is(200))))
                .injectOpen(atOnceUsers(users)))
        .protocols(http.baseUrl(System.getProperty("url")).disableCaching());
  }
}
