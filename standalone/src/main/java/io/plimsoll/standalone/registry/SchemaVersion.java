package io.plimsoll.standalone.registry;

/** One version of a subject. */
record SchemaVersion(String subject, int version, int id, String schema) {}
