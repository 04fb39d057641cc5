package io.plimsoll.endtoend.container;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * The container engine of this machine. A test that needs one is skipped, and says why, where none
 * answers or the image can't be had; within a bounded time, in CI too.
 */
final class ContainerEngine {
  /** Testcontainers itself goes on trying for minutes. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(45);

  private static final Duration PULL_WITHIN = Duration.ofMinutes(3);

  private ContainerEngine() {}

  /** Skips the calling test unless containers of this image can be started. */
  static void require(DockerImageName image) {
    DockerClient client = client();
    if (!has(client, image)) {
      pull(client, image);
    }
  }

  private static DockerClient client() {
    CompletableFuture<DockerClient> answer = new CompletableFuture<>();
    // A daemon: when it hangs on the engine, it doesn't keep the JVM.
    Thread asking = new Thread(() -> ask(answer), "container-engine");
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw skip(
          "no container engine was usable within %d s (one that can't pull Testcontainers' helpers needs TESTCONTAINERS_RYUK_DISABLED=true and TESTCONTAINERS_HOST_OVERRIDE=localhost)"
              .formatted(ANSWER_WITHIN.toSeconds()));
    } catch (ExecutionException e) {
      throw skip("no container engine answers (%s)".formatted(firstLine(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void ask(CompletableFuture<DockerClient> answer) {
    try {
      answer.complete(DockerClientFactory.instance().client());
    } catch (RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    }
  }

  private static boolean has(DockerClient client, DockerImageName image) {
    try {
      client.inspectImageCmd(image.asCanonicalNameString()).exec();
      return true;
    } catch (NotFoundException absent) {
      return false;
    }
  }

  private static void pull(DockerClient client, DockerImageName image) {
    var pulling =
        client.pullImageCmd(image.getUnversionedPart()).withTag(image.getVersionPart()).start();
    boolean ended;
    try {
      ended = pulling.awaitCompletion(PULL_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      throw skip("%s can't be pulled (%s)".formatted(image, firstLine(e)));
    }
    if (!ended) {
      throw skip("%s was not pulled within %d s".formatted(image, PULL_WITHIN.toSeconds()));
    }
  }

  private static RuntimeException skip(String reason) {
    String message =
        "skipped: " + reason + "; start Docker, or a compatible engine, to run this test";
    // The build's own output only counts skipped tests; the reason would hide in its XML.
    System.err.println(message);
    return abort(message);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
