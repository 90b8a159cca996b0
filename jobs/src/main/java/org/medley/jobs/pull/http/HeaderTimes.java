package org.medley.jobs.pull.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times in headers: {@code Retry-After} (RFC 9110, section 10.2.3), and {@code Expires}. */
public final class HeaderTimes {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST_DIGITS = 9;

  private HeaderTimes() {}

  /**
   * How long the server asks us to wait, at least a second; empty where it does not say, or not
   * readably. A date is taken against the server's own {@code Date}, else against {@code now}, so
   * that a clock that is off does no harm.
   */
  public static Optional<Duration> retryAfter(Response response, Instant now) {
    return response
        .header("Retry-After")
        .map(String::strip)
        .flatMap(value -> span(value, instant(response.header("Date")).orElse(now)))
        .map(span -> span.compareTo(SHORTEST) < 0 ? SHORTEST : span);
  }

  /**
   * Until when what an answer says holds, by its header {@code Expires}, on our clock; empty where
   * it does not say. A time that has passed already is a word to caches, and says nothing.
   */
  public static Optional<Instant> expiry(Response response, Instant now) {
    Instant sent = instant(response.header("Date")).orElse(now);
    return instant(response.header("Expires"))
        .map(end -> Duration.between(sent, end))
        .filter(span -> !span.isNegative() && !span.isZero())
        .map(now::plus);
  }

  /** The instant of an HTTP date; empty where there is none. */
  private static Optional<Instant> instant(Optional<String> date) {
    try {
      return date.map(
          text ->
              ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> span(String value, Instant from) {
    if (value.matches("[0-9]+")) {
      return Optional.of(
          Duration.ofSeconds(
              value.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(value)));
    }
    return instant(Optional.of(value)).map(until -> Duration.between(from, until));
  }
}
