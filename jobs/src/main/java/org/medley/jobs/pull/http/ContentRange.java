package org.medley.jobs.pull.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Content-Range}: which bytes an answer holds. */
final class ContentRange {
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:([0-9]{1,18})-[0-9]{1,18}|\\*)/([0-9]{1,18}|\\*)");

  private ContentRange() {}

  /** The first byte; negative where it is not said. */
  static long start(Response response) {
    return match(response).map(found -> found.group(1)).map(Long::parseLong).orElse(-1L);
  }

  /** The size of the whole; empty where it is not said. */
  static Optional<Long> total(Response response) {
    return match(response)
        .map(found -> found.group(2))
        .filter(total -> !total.equals("*"))
        .map(Long::parseLong);
  }

  private static Optional<Matcher> match(Response response) {
    return response
        .header("Content-Range")
        .map(value -> RANGE.matcher(value.strip()))
        .filter(Matcher::matches);
  }
}
