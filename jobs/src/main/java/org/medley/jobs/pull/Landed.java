package org.medley.jobs.pull;

import java.util.Locale;
import java.util.stream.Collectors;
import org.medley.jobs.pull.bulk.Extract;
import org.medley.jobs.pull.download.Downloaded;
import org.medley.jobs.text.Numbers;

/**
 * One thing that a pull brought.
 *
 * @param name folder or file below the landing folder
 * @param what {@code full}, {@code since} or {@code newcomers} of an extract; {@code fetched} or
 *     {@code unchanged} of a file
 * @param files files in it
 * @param bytes their size
 * @param issues what the server said of it, in counts; empty: nothing
 */
public record Landed(String name, String what, long files, long bytes, String issues) {

  /** An extract from a FHIR server. */
  static Landed of(Extract extract) {
    String issues =
        extract.issues().entrySet().stream()
            .map(
                entry ->
                    Numbers.count(entry.getValue())
                        + " × "
                        + entry.getKey().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new Landed(
        extract.name(), extract.purpose().label(), extract.files(), extract.bytes(), issues);
  }

  /** A downloaded file. */
  static Landed of(Downloaded file) {
    return new Landed(
        file.name(), file.state().name().toLowerCase(Locale.ROOT), 1, file.bytes(), "");
  }
}
