package io.plimsoll.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of the live page, read from the class path once. Thread-safe. */
public final class Pages {
  /** Where the chart library lies on the class path (WebJar). */
  private static final String ECHARTS =
      "META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Asset index = asset("web/index.html", HTML);
  private final Map<String, Asset> assets = new HashMap<>();

  public Pages() {
    assets.put("/assets/app.js", asset("web/app.js", SCRIPT));
    assets.put("/assets/charts.js", asset("web/charts.js", SCRIPT));
    assets.put("/assets/resources.js", asset("web/resources.js", SCRIPT));
    assets.put("/assets/theme.css", asset("web/theme.css", "text/css; charset=utf-8"));
    assets.put("/assets/mark.svg", asset("web/mark.svg", "image/svg+xml"));
    assets.put("/webjars/echarts/echarts.common.min.js", asset(ECHARTS, SCRIPT));
  }

  /** The file at this path, if it is one of the page's. */
  public Optional<Asset> at(String path) {
    if (path.equals("/") || path.equals("/profiles") || path.matches("/runs/[^/]+")) {
      return Optional.of(index);
    }
    return Optional.ofNullable(assets.get(path));
  }

  /** The chart library, for reports that carry it along. */
  public static String echarts() {
    return text(ECHARTS);
  }

  /** A text on the class path. */
  public static String text(String resource) {
    return new String(read(resource), StandardCharsets.UTF_8);
  }

  private static Asset asset(String resource, String contentType) {
    return new Asset(contentType, read(resource));
  }

  private static byte[] read(String resource) {
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file; its bytes are never written to. */
  public static final class Asset {
    private final String contentType;
    private final byte[] bytes;

    private Asset(String contentType, byte[] bytes) {
      this.contentType = contentType;
      this.bytes = bytes;
    }

    public String contentType() {
      return contentType;
    }

    /** A copy. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
