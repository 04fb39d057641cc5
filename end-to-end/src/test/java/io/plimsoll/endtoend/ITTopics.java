package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.TopicAdmin;
import io.plimsoll.schemas.topic.TopicMismatchException;
import io.plimsoll.schemas.topic.Topics;
import io.plimsoll.standalone.broker.BrokerConfig;
import io.plimsoll.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker: created by whoever is first, checked by everybody else. */
class ITTopics {
  @TempDir private Path directory;

  @Test
  void areCreatedOnceAndCheckedAfterwards() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.in(directory));
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      Topics topics = new Topics("some.", 3);
      TopicAdmin topicAdmin = new TopicAdmin(admin);
      topicAdmin.ensure(topics.all());
      topicAdmin.ensure(topics.all());

      assertThat(admin.listTopics().names().get())
          .containsAll(topics.all().stream().map(Topic::name).toList());
      assertThatThrownBy(() -> topicAdmin.ensure(new Topics("some.", 4).all()))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("some.runs has 3 partitions where 4 are needed");
      refusesAnotherPolicy(admin, topicAdmin);
    }
  }

  private static void refusesAnotherPolicy(Admin admin, TopicAdmin topicAdmin) throws Exception {
    Topics topics = new Topics("other.", 2);
    NewTopic deleting = new NewTopic("other.runs", Optional.of(2), Optional.empty());
    admin.createTopics(List.of(deleting.configs(Map.of("cleanup.policy", "delete")))).all().get();

    assertThatThrownBy(() -> topicAdmin.ensure(topics.all()))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("other.runs has cleanup.policy=delete where compact is needed");
  }
}
