package io.plimsoll.lab.file;

/**
 * A file that can be downloaded.
 *
 * @param id its id
 * @param name its name
 * @param size bytes of its content
 * @param platform what it was made for
 * @param createdAt when it came to be, ISO-8601
 */
public record LabFile(String id, String name, long size, String platform, String createdAt) {}
