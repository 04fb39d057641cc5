package io.plimsoll.analyzer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/**
 * Draws a topology as a Mermaid flowchart: a frame per sub-topology, topics between them. What
 * leaves with the commit is not in Kafka's description and is told to it.
 */
final class TopologyPicture {
  private final Set<String> topics = new LinkedHashSet<>();
  private final List<String> frames = new ArrayList<>();
  private final List<String> arrows = new ArrayList<>();

  TopologyPicture(TopologyDescription description) {
    for (TopologyDescription.Subtopology part : description.subtopologies()) {
      frames.add("  subgraph part" + part.id() + "[sub-topology " + part.id() + "]");
      part.nodes().forEach(this::node);
      frames.add("  end");
    }
  }

  private void node(Node node) {
    if (node instanceof Source source) {
      for (Node next : source.successors()) {
        source.topicSet().forEach(topic -> arrow(topic(topic), "-->", next.name()));
      }
    } else if (node instanceof Processor processor) {
      frames.add("    " + processor.name() + "([" + processor.name() + "])");
      for (String store : processor.stores()) {
        frames.add("    " + store + "[(" + store + ")]");
        arrow(processor.name(), "---", store);
      }
    } else if (node instanceof Sink sink) {
      for (Node from : sink.predecessors()) {
        arrow(from.name(), "-->", topic(sink.topic()));
      }
    }
  }

  /** Adds records that a processor hands to the transaction at each commit. */
  TopologyPicture atCommit(String processor, String topic) {
    arrow(processor, "== at commit ==>", topic(topic));
    return this;
  }

  private String topic(String name) {
    topics.add(name);
    return name;
  }

  private void arrow(String from, String line, String to) {
    String arrow = "  " + from + " " + line + " " + to;
    if (!arrows.contains(arrow)) {
      arrows.add(arrow);
    }
  }

  String mermaid() {
    List<String> lines = new ArrayList<>();
    lines.add("```mermaid");
    lines.add("flowchart LR");
    lines.addAll(frames);
    topics.stream().sorted().forEach(topic -> lines.add("  " + topic + "[/" + topic + "/]"));
    arrows.stream().sorted().forEach(lines::add);
    lines.add("```");
    return String.join("\n", lines);
  }
}
