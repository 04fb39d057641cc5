package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed certificate with its key, made by the JDK's keytool, in the forms users have. */
record Certificates(Path pkcs12, Path certificate, Path key) {
  static final String PASSWORD = "changeit";

  /**
   * @param name DNS name the certificate is for
   */
  static Certificates make(Path directory, String name) {
    try {
      Path store = directory.resolve(name + ".p12");
      Path certificate = directory.resolve(name + ".pem");
      List<String> common =
          List.of("-alias", "it", "-keystore", store.toString(), "-storepass", PASSWORD);
      keytool(
          common,
          List.of(
              "-genkeypair",
              "-keyalg",
              "EC",
              "-storetype",
              "PKCS12",
              "-dname",
              "CN=" + name,
              "-ext",
              "SAN=dns:" + name,
              "-ext",
              "bc:c"));
      keytool(common, List.of("-exportcert", "-rfc", "-file", certificate.toString()));
      Path key = directory.resolve(name + ".key");
      String text =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(open(store).getKey("it", PASSWORD.toCharArray()).getEncoded());
      Files.writeString(
          key, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
      return new Certificates(store, certificate, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(List<String> common, List<String> more) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(more);
    command.addAll(common);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static KeyStore open(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  KeyManagerFactory keys() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(open(pkcs12), PASSWORD.toCharArray());
      return keys;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
