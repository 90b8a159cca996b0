package org.medley.jobs.pull;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.settings.Section;

/** Time spans in settings: a whole number and {@code s}, {@code m}, {@code h} or {@code d}. */
public final class Spans {
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,6})([smhd])");

  private Spans() {}

  /** The span that {@code text} states; empty if it states none. */
  public static Optional<Duration> parse(String text) {
    Matcher span = SPAN.matcher(text);
    return span.matches()
        ? Optional.of(of(Long.parseLong(span.group(1)), span.group(2)))
        : Optional.empty();
  }

  /** The span at {@code key}; empty where there is none, or a wrong one, which is a problem. */
  static Optional<Duration> read(Section section, String key) {
    Optional<Duration> found = section.value(key).flatMap(value -> parse(value.asText()));
    if (found.isEmpty() && section.value(key).isPresent()) {
      section.problem(key, "is not a time span", "write it as 30s, 10m, 12h or 30d");
    }
    return found;
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
