package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.try_element_at;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Domains of MEDS codes by their first level, the text before {@code //}: names of vocabularies and
 * those that extractions of MIMIC-IV and eICU use. The standard has no domains; a code that is not
 * listed is of domain admin, and tasks that name the code are not concerned.
 */
final class MedsDomains {
  private static final String FILE = "domains.csv";

  private MedsDomains() {}

  /** The domain of {@code code}. */
  static Column of(Column code) {
    Column[] pairs =
        lines().stream()
            .skip(1)
            .map(line -> line.split(",", 2))
            .flatMap(cells -> java.util.stream.Stream.of(lit(cells[0]), lit(cells[1])))
            .toArray(Column[]::new);
    return coalesce(try_element_at(map(pairs), substring_index(code, "//", 1)), lit("admin"));
  }

  private static List<String> lines() {
    try (InputStream in = MedsDomains.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
