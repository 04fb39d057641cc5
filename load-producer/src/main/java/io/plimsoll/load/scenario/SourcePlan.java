package io.plimsoll.load.scenario;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read of a source. Addresses and secrets are for connecting only: {@link Object#toString}
 * shows no secret.
 */
public sealed interface SourcePlan {
  /** The machine. */
  record Host() implements SourcePlan {}

  /** One process. */
  record ProcessId(long pid) implements SourcePlan {}

  /** All processes of this name. */
  record ProcessName(String name) implements SourcePlan {}

  /** All processes that listen on this TCP port. */
  record ListeningPort(int port) implements SourcePlan {}

  /**
   * A control group.
   *
   * @param name what an engine calls the container; with a leading slash, a path below the root of
   *     the control groups
   */
  record Container(String name) implements SourcePlan {}

  /** The graphics processors of the machine. */
  record Gpu() implements SourcePlan {}

  /**
   * A Prometheus exposition.
   *
   * @param select what is taken of it; everything when empty
   */
  record Exposition(Endpoint endpoint, List<SeriesSelector> select) implements SourcePlan {
    public Exposition {
      select = List.copyOf(select);
    }
  }

  /**
   * A Prometheus server.
   *
   * @param queries PromQL by the name of the metric
   */
  record PromQl(Endpoint endpoint, Map<String, String> queries) implements SourcePlan {
    public PromQl {
      queries = Map.copyOf(queries);
    }
  }

  /**
   * A Redis server.
   *
   * @param secure over TLS
   * @param lists keys whose lengths count
   * @param streams keys whose lengths count
   * @param info further fields of INFO; {@code *} stands for anything
   */
  record Redis(
      String host,
      int port,
      boolean secure,
      int database,
      Optional<String> user,
      Optional<String> password,
      List<String> lists,
      List<String> streams,
      List<String> info)
      implements SourcePlan {
    public Redis {
      lists = List.copyOf(lists);
      streams = List.copyOf(streams);
      info = List.copyOf(info);
    }

    @Override
    public String toString() {
      return "Redis[" + host + ":" + port + "]";
    }
  }

  /** Files and directories. */
  record Files(List<Path> paths) implements SourcePlan {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Where HTTP requests for samples go.
   *
   * @param url without user and fragment; a path alone is one of the run's target
   * @param headers sent with each; they may be secret
   */
  record Endpoint(URI url, Map<String, String> headers) {
    public Endpoint {
      headers = Map.copyOf(headers);
    }

    /** Whether it is a path of the target, whatever that is. */
    public boolean isOfTarget() {
      return !url.isAbsolute();
    }

    Endpoint of(Target target) {
      return isOfTarget() ? new Endpoint(URI.create(target.url() + url), headers) : this;
    }

    /** {@code host:port}; {@code target} of a path alone. */
    public String authority() {
      if (isOfTarget()) {
        return "target";
      }
      int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
      return url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort());
    }

    @Override
    public String toString() {
      return "Endpoint[" + authority() + "]";
    }
  }
}
