package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.VariantAnnotations;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Rare variants by gene, and carriers, of one source. Masks as in tests of rare variants (B. Li and
 * S. Leal, Methods for detecting associations with rare variants for common diseases, 2008,
 * doi:10.1016/j.ajhg.2008.06.024): the count of copies is their burden.
 */
public final class Burden {
  private static final Logger LOG = LogManager.getLogger(Burden.class);

  private final BurdenSettings settings;
  private final String source;
  private final Tables tables;
  private final Dataset<Row> masked;

  private Burden(BurdenSettings settings, String source, Tables tables) {
    this.settings = settings;
    this.source = source;
    this.tables = tables;
    this.masked =
        MaskedVariants.of(tables.annotations(), tables.variants(), settings)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * What {@code settings} ask of {@code source}. Triggers one action, which looks whether the
   * annotations hold what the masks judge by; keeps the variants of the masks.
   *
   * @throws MedleyException with exit code 65 if they do not: each mask would be empty, or full,
   *     without anybody noticing
   */
  public static Burden of(BurdenSettings settings, String source, Tables tables) {
    checkAnnotations(settings, source, tables.annotations());
    return new Burden(settings, source, tables);
  }

  /** One row per sample, gene and mask, under {@code clinical.gene_burden}. */
  public Dataset<Row> counts() {
    return GeneCounts.of(masked, tables.genotypes(), tables.samples(), settings, source);
  }

  /** One row per sample and item, under {@code clinical.carriers}. */
  public Dataset<Row> carriers(SparkSession spark) {
    return CarrierStatuses.of(spark, tables, masked, settings);
  }

  /** How many variants each mask holds, by the name of the mask; warns of empty ones. */
  public Map<String, String> notes() {
    Map<String, String> notes = new TreeMap<>();
    settings.masks().forEach(mask -> notes.put("variants of " + mask.name(), "0"));
    masked
        .groupBy(MaskedVariants.MASK)
        .agg(countDistinct(col(VariantAnnotations.VARIANT_ID)))
        .collectAsList()
        .forEach(
            row -> notes.put("variants of " + row.getString(0), Long.toString(row.getLong(1))));
    notes.forEach(
        (note, variants) -> {
          if (variants.equals("0")) {
            LOG.warn("The source {} has no {}: nobody is counted there.", source, note);
          }
        });
    return notes;
  }

  private static void checkAnnotations(
      BurdenSettings settings, String source, Dataset<Row> annotations) {
    if (settings.masks().isEmpty()) {
      return;
    }
    Row found =
        annotations
            .agg(
                count(lit(1)),
                count(col(VariantAnnotations.CANONICAL)),
                count(col(VariantAnnotations.LOF)),
                count(col(VariantAnnotations.POPULATION_FREQUENCY)),
                count(col(VariantAnnotations.STATED_FREQUENCY)))
            .head();
    Map<String, Boolean> wanted = new LinkedHashMap<>();
    List<Mask> masks = settings.masks();
    wanted.put("annotations of VEP or SnpEff (INFO CSQ or ANN)", true);
    wanted.put(
        "canonical transcripts (CANONICAL or MANE)", masks.stream().anyMatch(Mask::canonical));
    wanted.put("verdicts of LOFTEE (LoF)", masks.stream().anyMatch(mask -> !mask.lof().isEmpty()));
    wanted.put("frequencies in populations", judgesBy(masks, Frequency.POPULATION));
    wanted.put("the frequency INFO AF", judgesBy(masks, Frequency.STATED));
    List<String> lacking = new ArrayList<>();
    int column = 0;
    for (Map.Entry<String, Boolean> each : wanted.entrySet()) {
      if (each.getValue() && found.getLong(column) == 0) {
        lacking.add(each.getKey());
      }
      column++;
    }
    if (!lacking.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the masks of the source %s judge by what its files do not hold: %s"
              .formatted(
                  source,
                  String.join("; ", found.getLong(0) == 0 ? lacking.subList(0, 1) : lacking)),
          "annotate the files with it, or ask for something else in the source's burden file");
    }
  }

  private static boolean judgesBy(List<Mask> masks, Frequency frequency) {
    return masks.stream()
        .anyMatch(mask -> mask.maxFrequency() != null && mask.frequencies().contains(frequency));
  }
}
