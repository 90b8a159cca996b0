package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.csv.TimeFormat;
import org.medley.jobs.source.table.Cells;

/**
 * The panel of a VCF source: the variants that matter to care and become events. Its columns are
 * contig, pos, ref, alt, and where wanted rsid and description; classification, what the variant is
 * held for, such as pathogenic, and classified_time, since when (ISO 8601, in the source's zone
 * where it names none; a date is the end of that day; empty: always). A variant that was
 * reclassified has a line for each classification.
 */
final class Panel {
  private static final String POS = "pos";
  private static final String CONTIG = "contig";
  private static final String REF = "ref";
  private static final String ALT = "alt";
  private static final String RSID = "rsid";
  private static final String CLASSIFIED_MICROS = "classified_micros";
  private static final String CONFLICT = "conflict";
  private static final String RANK = "rank";

  private static final List<String> REQUIRED = List.of(CONTIG, POS, REF, ALT);
  private static final List<String> OPTIONAL =
      List.of(
          RSID,
          PanelVariants.DESCRIPTION,
          PanelVariants.CLASSIFICATION,
          PanelVariants.CLASSIFIED_TIME);

  private static final StructType VALUES =
      new StructType()
          .add(Variants.VARIANT_ID, DataTypes.StringType)
          .add(PanelVariants.DESCRIPTION, DataTypes.StringType)
          .add(PanelVariants.CLASSIFICATION, DataTypes.StringType)
          .add(CLASSIFIED_MICROS, DataTypes.LongType);

  private Panel() {}

  /**
   * One row per data line of the panel file; lines that repeat a variant and its time are
   * duplicates, or rejected where they classify it otherwise. Variants are normalised as those of
   * the files are. Triggers no action.
   */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      GenomeBuild build,
      ReferenceSequence reference,
      ZoneId zone) {
    TimeFormat format = new TimeFormat(TimeFormat.ISO, zone, TimeFormat.Edge.END);
    WindowSpec same =
        Window.partitionBy(
            when(LineStates.accepted(), lit(0L)).otherwise(col(Quarantine.LINE)),
            col(Variants.VARIANT_ID),
            col(CLASSIFIED_MICROS));
    Dataset<Row> lines =
        CsvFiles.read(
                spark,
                files,
                REQUIRED,
                OPTIONAL,
                VALUES,
                cells -> values(cells, build, reference, format))
            .withColumn(
                CONFLICT,
                array_size(
                        collect_set(coalesce(col(PanelVariants.CLASSIFICATION), lit("")))
                            .over(same))
                    .gt(1))
            .withColumn(
                RANK, row_number().over(same.orderBy(col(Quarantine.FILE), col(Quarantine.LINE))));
    return LineStates.reject(
            lines,
            col(CONFLICT),
            "conflicting-rows",
            "lines on the same variant and time classify it otherwise")
        .withColumn(
            LineStates.STATE,
            when(LineStates.accepted().and(not(col(RANK).equalTo(1))), LineStates.DUPLICATE)
                .otherwise(col(LineStates.STATE)))
        .drop(CONFLICT, RANK);
  }

  /** One row per variant and classification under {@code clinical.panel_variants}. */
  static Dataset<Row> variants(Dataset<Row> panel, String source) {
    Column next =
        lead(col(CLASSIFIED_MICROS), 1)
            .over(
                Window.partitionBy(Variants.VARIANT_ID)
                    .orderBy(col(CLASSIFIED_MICROS).asc_nulls_first()));
    return PanelVariants.TABLE.conform(
        panel
            .filter(LineStates.accepted())
            .select(
                lit(source).as(PanelVariants.SOURCE),
                col(Variants.VARIANT_ID).as(PanelVariants.VARIANT_ID),
                col(PanelVariants.DESCRIPTION),
                col(PanelVariants.CLASSIFICATION).as(PanelVariants.CLASSIFICATION),
                timestamp_micros(col(CLASSIFIED_MICROS)).as(PanelVariants.CLASSIFIED_TIME),
                timestamp_micros(next).as(PanelVariants.SUPERSEDED_TIME)));
  }

  private static Object[] values(
      Cells cells, GenomeBuild build, ReferenceSequence sequence, TimeFormat format)
      throws RejectedLine {
    String contig = stated(cells, REQUIRED.indexOf(CONTIG));
    if (!Contigs.isLegal(contig)) {
      throw new RejectedLine("bad-contig", "the line names no contig");
    }
    String plain = Contigs.plain(contig);
    int position = Site.position(stated(cells, REQUIRED.indexOf(POS)), plain, build);
    String reference = Alleles.reference(stated(cells, REQUIRED.indexOf(REF)));
    List<String> alternates = Alleles.alternates(stated(cells, REQUIRED.indexOf(ALT)), reference);
    if (alternates.size() != 1) {
      throw new RejectedLine("bad-alternate", "the line does not name one alternate");
    }
    sequence.check(plain, position, reference);
    String rsid = optional(cells, RSID);
    String classified = optional(cells, PanelVariants.CLASSIFIED_TIME);
    return new Object[] {
      sequence.normalise(new Variant(plain, position, reference, alternates.get(0))).id(),
      rsid == null ? optional(cells, PanelVariants.DESCRIPTION) : rsid,
      optional(cells, PanelVariants.CLASSIFICATION),
      classified == null ? null : format.parse(classified).micros()
    };
  }

  private static String optional(Cells cells, String column) {
    return cells.text(REQUIRED.size() + OPTIONAL.indexOf(column));
  }

  private static String stated(Cells cells, int place) {
    String text = cells.text(place);
    return text == null ? "" : text;
  }
}
