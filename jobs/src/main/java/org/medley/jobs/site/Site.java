package org.medley.jobs.site;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.source.SourceSettings;

/**
 * The site: {@code site.yaml}.
 *
 * @param name what the site is called in reports
 * @param zone zone of logical dates and of landmarks
 * @param asOf logical date when the command line gives none; empty: yesterday in the zone
 * @param identityKey file that holds the secret from which surrogate ids are made
 * @param minimumCell people counts below this are suppressed in reports and aggregates
 * @param tolerance how much of a source may be rejected
 * @param retrainDays a model is trained anew when its training is this many days old
 * @param sources the extracts, in the order of the file
 */
public record Site(
    String name,
    ZoneId zone,
    Optional<LocalDate> asOf,
    Path identityKey,
    int minimumCell,
    Tolerance tolerance,
    int retrainDays,
    List<SourceSettings> sources) {

  /** The minimum cell size where the site names none: counts below 11 are withheld. */
  public static final int MINIMUM_CELL = 11;

  /** Age of the training in days after which a model is due again, where the site names none. */
  public static final int RETRAIN_DAYS = 30;

  /** The same with other sources. */
  Site with(List<SourceSettings> others) {
    return new Site(name, zone, asOf, identityKey, minimumCell, tolerance, retrainDays, others);
  }

  /**
   * How many lines of a source may be rejected before its ingestion stops: whichever allows more.
   *
   * @param rows so many lines
   * @param share or this share of all lines
   */
  public record Tolerance(long rows, double share) {
    /** 100 lines or one in a thousand. */
    public static final Tolerance STANDARD = new Tolerance(100, 0.001);

    /** Whether {@code quarantined} of {@code lines} is too much. */
    public boolean exceeded(long quarantined, long lines) {
      return quarantined > Math.max((double) rows, share * (double) lines);
    }
  }
}
