package org.medley.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Settings that name a file count by what the file says. */
final class OptionFile {
  private OptionFile() {}

  /** The text of the file that {@code value} names, or {@code value} itself where it names none. */
  static String content(String value) {
    try {
      Path file = Path.of(value);
      return file.isAbsolute() && Files.isRegularFile(file) ? Files.readString(file) : value;
    } catch (InvalidPathException e) {
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
