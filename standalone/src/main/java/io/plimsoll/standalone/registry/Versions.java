package io.plimsoll.standalone.registry;

import java.util.List;

/** Finds the version a path names. */
final class Versions {
  private Versions() {}

  /** The versions of a subject that has some. */
  static List<SchemaVersion> of(SchemaStore store, String subject, boolean withDeleted) {
    List<SchemaVersion> versions = store.versions(subject, withDeleted);
    if (versions.isEmpty()) {
      throw ApiException.subjectNotFound(subject);
    }
    return versions;
  }

  /** A number from 1, or {@code latest}, or −1 for the same. */
  static SchemaVersion named(SchemaStore store, String subject, String name, boolean withDeleted) {
    int number = number(name);
    List<SchemaVersion> versions = of(store, subject, withDeleted);
    if (number == LATEST) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ApiException.VERSION_NOT_FOUND, "Version " + number + " not found."));
  }

  private static final int LATEST = -1;

  /** The number, or −1 for the latest. */
  static int number(String name) {
    try {
      int number = name.equals("latest") ? LATEST : Integer.parseInt(name);
      if (number == LATEST || number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, e);
    }
    throw invalid(name, null);
  }

  private static ApiException invalid(String name, Throwable cause) {
    return new ApiException(
        ApiException.INVALID_VERSION,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(name),
        cause);
  }
}
