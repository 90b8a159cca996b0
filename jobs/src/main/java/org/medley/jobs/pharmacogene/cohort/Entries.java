package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.upper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.reading.Genotype;
import org.medley.jobs.pharmacogene.reading.Reading;
import org.medley.jobs.pharmacogene.reading.RecordCall;
import org.medley.jobs.pharmacogene.reading.Site;
import org.medley.jobs.pharmacogene.reading.Sites;
import org.medley.jobs.source.RejectedLine;

/**
 * The rows of calls, each as one text without its sample. Most samples have the same few texts, so
 * that each is understood once.
 */
final class Entries {
  private static final String MARK = "\t";
  private static final String NONE = ".";
  private static final int MOST_KNOWN = 200_000;

  private final Sites sites;
  private final Map<String, List<Reading>> known = new HashMap<>();

  /** Entries as they tell of {@code sites}. */
  Entries(Sites sites) {
    this.sites = sites;
  }

  /** The entry of a row of calls, see {@link CohortRows}. */
  static Column column() {
    return concat_ws(
        MARK,
        col(CohortRows.CONTIG),
        col(CohortRows.POSITION),
        upper(col(CohortRows.REFERENCE)),
        coalesce(upper(col(CohortRows.ALTERNATE)), lit(NONE)),
        coalesce(col(CohortRows.CALL), lit(NONE)),
        coalesce(col(CohortRows.PHASE_SET), lit("")));
  }

  /** Site and alternate of an entry of reference. */
  static String key(String contig, int position, String reference, String alternate) {
    return String.join(
        MARK,
        contig,
        Integer.toString(position),
        reference.toUpperCase(Locale.ROOT),
        alternate.toUpperCase(Locale.ROOT));
  }

  /** Site and alternate of {@code entry}. */
  static String key(String entry) {
    return entry.substring(0, entry.lastIndexOf(MARK, entry.lastIndexOf(MARK) - 1));
  }

  /** The entry with {@code key} and {@code call}, in no phase set. */
  static String entry(String key, String call) {
    return key + MARK + call + MARK;
  }

  /**
   * What the entry {@code text} says of each site that it tells of.
   *
   * @throws MedleyException with exit code 65 if its call is malformed
   */
  List<Reading> readings(String text) {
    List<Reading> readings = known.get(text);
    if (readings == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      readings = read(text.split(MARK, -1));
      known.put(text, readings);
    }
    return readings;
  }

  private List<Reading> read(String[] cells) {
    int start = Integer.parseInt(cells[1]);
    String reference = cells[2];
    List<Site> near = sites.near(cells[0], start, reference.length());
    if (near.isEmpty()) {
      return List.of();
    }
    List<String> alternates =
        cells[3].equals(NONE) ? List.of() : Arrays.asList(cells[3].split(",", -1));
    RecordCall call = call(cells, alternates.size());
    List<Reading> readings = new ArrayList<>();
    for (Site site : near) {
      Reading.of(site, start, reference, alternates, call).ifPresent(readings::add);
    }
    return readings;
  }

  private static RecordCall call(String[] cells, int alternates) {
    try {
      return new RecordCall(
          Genotype.parse(cells[4], alternates), cells[5].isEmpty() ? null : cells[5], List.of());
    } catch (RejectedLine e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "a call at position %s of contig %s is malformed: %s"
              .formatted(cells[1], cells[0], e.getMessage()),
          "write calls as VCF files do, such as 0|1, by the row's own alternates",
          e);
    }
  }
}
