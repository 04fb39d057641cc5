package io.plimsoll.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SplittableRandom;

/** Makes answers at random: valid ones, and then damaged ones. Deterministic by its seed. */
final class Answers {
  private static final String[] STATUSES = {
    "200 OK", "200", "204 No Content", "304 Not Modified", "404 Not Found", "503 Busy", "302 Found"
  };
  private static final String[] HEADERS = {
    "Server: nginx",
    "Date: Sat, 21 Nov 2026 13:00:00 GMT",
    "Set-Cookie: a=b; Path=/",
    "Location: /next",
    "X-Empty:",
    "x-spaced:   much   ",
    "Connection: keep-alive",
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8"
  };
  private static final String[] HOSTILE = {
    "\r",
    "\n",
    "\0",
    ":",
    " ",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n\r\n",
    "-1",
    "0x5",
    "ffffffffffffffff",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "99999999999999999999",
    ";;;",
    "\u00ff"
  };

  private final SplittableRandom random;

  Answers(long seed) {
    random = new SplittableRandom(seed);
  }

  /** An answer whose end can be told without the end of the connection. */
  String valid() {
    StringBuilder answer = new StringBuilder();
    for (int interims = random.nextInt(8) == 0 ? 1 : 0; interims > 0; interims--) {
      answer.append("HTTP/1.1 100 Continue\r\n\r\n");
    }
    String status = pick(STATUSES);
    answer.append("HTTP/1.1 ").append(status).append("\r\n");
    for (int i = random.nextInt(6); i > 0; i--) {
      answer.append(pick(HEADERS)).append("\r\n");
    }
    if (status.startsWith("204") || status.startsWith("304")) {
      return answer.append("\r\n").toString();
    }
    return random.nextBoolean() ? sized(answer) : chunked(answer);
  }

  private String sized(StringBuilder answer) {
    String body = body();
    return answer
        .append("Content-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  private String chunked(StringBuilder answer) {
    answer.append("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      String chunk = body() + "x";
      answer.append(Integer.toHexString(chunk.length()));
      answer.append(random.nextInt(3) == 0 ? ";ext=1" : "").append("\r\n");
      answer.append(chunk).append("\r\n");
    }
    answer.append("0\r\n").append(random.nextInt(3) == 0 ? "X-Trailer: t\r\n" : "");
    return answer.append("\r\n").toString();
  }

  private String body() {
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 2000 : 30); i > 0; i--) {
      body.append((char) random.nextInt(256));
    }
    return body.toString();
  }

  /** A valid answer that has been cut, stuffed, or changed in some places. */
  byte[] damaged() {
    StringBuilder answer = new StringBuilder(valid());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(answer.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> answer.setLength(at);
        case 1 -> answer.insert(at, pick(HOSTILE));
        case 2 -> answer.insert(at, "y".repeat(random.nextInt(3000)));
        case 3 -> answer.delete(at, Math.min(answer.length(), at + 1 + random.nextInt(10)));
        default -> {
          if (at < answer.length()) {
            answer.setCharAt(at, (char) random.nextInt(256));
          }
        }
      }
    }
    return answer.toString().getBytes(ISO_8859_1);
  }

  /** Ascending indices up to a length, some of them equal. */
  int[] cuts(int length) {
    return random.ints(random.nextInt(8), 0, length + 1).sorted().toArray();
  }

  private String pick(String[] all) {
    return all[random.nextInt(all.length)];
  }
}
