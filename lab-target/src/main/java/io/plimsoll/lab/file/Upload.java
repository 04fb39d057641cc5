package io.plimsoll.lab.file;

import java.util.Map;

/**
 * What an upload was: its content is counted and summed while it passes, never kept.
 *
 * @param filename the client's name for the file
 * @param size bytes of the file's content
 * @param crc32 its CRC-32 as 8 hexadecimal digits
 * @param fields the form's other fields
 */
public record Upload(String filename, long size, String crc32, Map<String, String> fields) {

  public Upload {
    fields = Map.copyOf(fields);
  }
}
