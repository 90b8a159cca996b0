package org.medley.jobs.pull.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * What tells whether an address still holds the bytes that were begun: a strong entity tag, else
 * the time of the last change; and the coding, since a range counts coded bytes. Kept in a file
 * beside the download until that is whole.
 *
 * @param value for {@code If-Range}; empty where the server gave none
 * @param encoding the content coding, {@code identity} where there is none
 */
record Validator(String value, String encoding) {
  private static final Set<String> READ = Set.of("identity", "gzip", "x-gzip");
  private static final Validator NONE = new Validator("", "identity");

  /**
   * That of an answer.
   *
   * @throws MedleyException with exit code 69 for a coding that nobody asked for
   */
  static Validator of(Response response) {
    String encoding =
        response.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (!READ.contains(encoding)) {
      throw new MedleyException(
          ExitCode.UNSUPPORTED,
          Addresses.shown(response.uri()) + " sends the content coding '" + encoding + "'",
          "ask the server's operator for plain or gzip");
    }
    String tag = response.header("ETag").filter(value -> value.startsWith("\"")).orElse("");
    String value = tag.isEmpty() ? response.header("Last-Modified").orElse("") : tag;
    return new Validator(value, encoding.equals("x-gzip") ? "gzip" : encoding);
  }

  /** That of the download begun in {@code file}; one without value where there is none. */
  static Validator beside(Path file) throws IOException {
    if (!Files.exists(note(file))) {
      return NONE;
    }
    List<String> lines = Files.readAllLines(note(file));
    return lines.size() == 2 ? new Validator(lines.get(0), lines.get(1)) : NONE;
  }

  /** Forgets what was begun. */
  static void forget(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(note(file));
  }

  /** Forgets the validator, and keeps the file. */
  static void forgetBut(Path file) throws IOException {
    Files.deleteIfExists(note(file));
  }

  /** Whether what was begun may be continued. */
  boolean resumable() {
    return !value.isEmpty();
  }

  /** Whether an answer with {@code other} continues this; 206 need not repeat the validator. */
  boolean continuedBy(Validator other) {
    return encoding.equals(other.encoding) && (other.value.isEmpty() || other.value.equals(value));
  }

  /** Notes this for the download in {@code file}, whose content is void from now on. */
  void write(Path file) throws IOException {
    Files.deleteIfExists(note(file));
    Files.write(file, new byte[0]);
    if (resumable()) {
      Files.write(note(file), List.of(value, encoding));
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".validator");
  }
}
