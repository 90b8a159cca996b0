package org.medley.jobs.cli.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A stream that a person may be watching.
 *
 * @param out where lines go
 * @param interactive whether a line may be rewritten in place
 * @param colour whether colours are welcome
 * @param width columns
 */
public record Terminal(PrintStream out, boolean interactive, boolean colour, int width) {
  private static final int STANDARD_WIDTH = 100;

  /** What a stream leads to. */
  public enum Device {
    /** A screen. */
    SCREEN,
    /** A file, a pipe or a scheduler's log. */
    FILE
  }

  /**
   * The terminal behind {@code out}: plain where it is no screen or {@code TERM} is {@code dumb},
   * without colour where {@code NO_COLOR} is set (no-color.org), as wide as {@code COLUMNS} says.
   */
  public static Terminal of(PrintStream out, Device device, Map<String, String> environment) {
    boolean interactive =
        device == Device.SCREEN && !"dumb".equals(environment.getOrDefault("TERM", ""));
    boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, interactive, colour, width(environment.getOrDefault("COLUMNS", "")));
  }

  /** A terminal that shows nothing, for {@code --quiet}. */
  public static Terminal silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Terminal(nowhere, false, false, STANDARD_WIDTH);
  }

  /** The text in a colour where colours are welcome. */
  String painted(Paint paint, String text) {
    return colour ? paint.code + text + "\u001b[0m" : text;
  }

  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : STANDARD_WIDTH;
  }

  /** The few colours in use; each only repeats what the words say. */
  enum Paint {
    BOLD("\u001b[1m"),
    FAINT("\u001b[2m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m");

    private final String code;

    Paint(String code) {
      this.code = code;
    }
  }
}
