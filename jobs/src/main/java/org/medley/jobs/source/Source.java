package org.medley.jobs.source;

import java.util.Map;
import java.util.Set;
import org.medley.features.contract.TableContract;

/**
 * One format of extracts. An implementation reads the files of one configured source once and
 * returns the rows of its slice; it writes nothing but through {@link SourceInput#lander}.
 */
public interface Source {
  /** Whether a file of that name (a path below the source's folder) is read by this format. */
  boolean reads(String file);

  /** The settings of a source in {@code site.yaml} that only this format knows. */
  Set<String> options();

  /** Those of {@link #options} that only later steps read, so that the ingestion stands. */
  default Set<String> laterOptions() {
    return Set.of();
  }

  /** The tables whose slice an ingestion replaces, beside quarantine and file accounts. */
  Set<TableContract> tables();

  /**
   * Whether a load adds to what earlier loads left. If so a file counts once, by its content, and
   * what it brought stays when it is gone; else the files that are there are the whole truth.
   */
  default boolean accumulates() {
    return false;
  }

  /** Whether a source with {@code options} that accumulates reads files again that it knows. */
  default boolean readsAgain(Map<String, String> options) {
    return false;
  }

  /**
   * Whether a source with {@code settings} itself says who the people are. If so it is read before
   * the subjects are built and {@link SourceInput#links} is empty, else after.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the format needs settings to
   *     know and they are wrong
   */
  boolean declaresSubjects(SourceSettings settings);

  /**
   * Reads what {@code settings} name beside the extract, such as a mapping, as an ingestion would.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if they are wrong
   */
  default void check(SourceSettings settings) {
    declaresSubjects(settings);
  }

  /**
   * Reads the files. Malformed lines become quarantine rows; a file that cannot be read at all (a
   * corrupt gzip, say) is an error.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 that names the file, if a file
   *     is corrupt
   */
  Ingestion ingest(SourceInput input);
}
