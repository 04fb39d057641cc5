package io.plimsoll.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.serde.WireException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real client against answers that a registry can give. */
class RegistryAnswersTest {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private SchemaRegistryClient client;
  private volatile int status;
  private volatile String body;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    client =
        Registries.open(
            "http://127.0.0.1:" + server.getAddress().getPort(), Map.of("max.retries", 0));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.stop(0);
  }

  @Test
  void aSchemaIsAskedForOnce() {
    answer(200, "{\"schema\":\"\\\"string\\\"\"}");
    SchemaIds ids = new SchemaIds(client);

    assertThat(ids.schemaOf(5)).isSameAs(ids.schemaOf(5));
    assertThat(ids.schemaOf(5).getName()).isEqualTo("string");
    assertThat(requests).hasValue(1);
  }

  @Test
  void anUnknownIdIsNotAskedForAgainAtOnce() {
    answer(404, "{\"error_code\":40403,\"message\":\"Schema 5 not found\"}");

    assertLookUpFails(Code.UNKNOWN_SCHEMA);
    assertLookUpFails(Code.UNKNOWN_SCHEMA);
    assertThat(requests).hasValue(1);
  }

  @Test
  void aSchemaThatIsNotAvroIsTheRecordsFault() {
    answer(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    assertLookUpFails(Code.WRONG_SCHEMA);

    answer(200, "{\"schema\":\"{\\\"type\\\":\\\"no such type\\\"}\"}");
    assertLookUpFails(Code.WRONG_SCHEMA);
  }

  @Test
  void aBrokenRegistryIsNotTheRecordsFault() {
    answer(500, "{\"error_code\":50001,\"message\":\"Error in the backend\"}");
    assertLookUpFails(Code.REGISTRY_UNREACHABLE);
    assertRegistrationFails(Code.REGISTRY_UNREACHABLE);

    answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    assertLookUpFails(Code.REGISTRY_UNREACHABLE);
  }

  @Test
  void noAnswerIsNotTheRecordsFault() {
    server.stop(0);

    assertLookUpFails(Code.REGISTRY_UNREACHABLE);
    assertRegistrationFails(Code.REGISTRY_UNREACHABLE);
  }

  @Test
  void aRefusedSchemaIsSaidToBeIncompatible() {
    answer(409, "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}");

    assertRegistrationFails(Code.INCOMPATIBLE);
  }

  @Test
  void aFailedRegistrationIsTriedAgain() {
    SchemaIds ids = new SchemaIds(client);
    answer(503, "{\"error_code\":50302,\"message\":\"Leader not known\"}");
    assertThatThrownBy(() -> ids.idOf("t", AgentProgress.getClassSchema()))
        .isInstanceOf(WireException.class);

    answer(200, "{\"id\":77}");
    assertThat(ids.idOf("t", AgentProgress.getClassSchema())).isEqualTo(77);
  }

  private void answer(int newStatus, String newBody) {
    body = newBody;
    status = newStatus;
  }

  private void assertLookUpFails(Code code) {
    assertThatThrownBy(() -> new SchemaIds(client).schemaOf(5))
        .isInstanceOfSatisfying(WireException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("id 5");
  }

  private void assertRegistrationFails(Code code) {
    assertThatThrownBy(() -> new SchemaIds(client).idOf("t", AgentProgress.getClassSchema()))
        .isInstanceOfSatisfying(WireException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("t-io.plimsoll.schemas.AgentProgress");
  }
}
