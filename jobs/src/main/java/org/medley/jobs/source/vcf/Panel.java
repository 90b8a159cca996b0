package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
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
import org.medley.features.contract.Events;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Samples;
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
  private static final String DESCRIPTION = "description";
  private static final String CLASSIFICATION = "classification";
  private static final String CLASSIFIED_TIME = "classified_time";
  private static final String CLASSIFIED_MICROS = "classified_micros";
  private static final String CONFLICT = "conflict";
  private static final String RANK = "rank";
  private static final String RECORD_TYPE = "Genotype";

  private static final List<String> REQUIRED = List.of(CONTIG, POS, REF, ALT);
  private static final List<String> OPTIONAL =
      List.of(RSID, DESCRIPTION, CLASSIFICATION, CLASSIFIED_TIME);

  private static final StructType VALUES =
      new StructType()
          .add(Variants.VARIANT_ID, DataTypes.StringType)
          .add(Events.DESCRIPTION, DataTypes.StringType)
          .add(CLASSIFICATION, DataTypes.StringType)
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
                array_size(collect_set(coalesce(col(CLASSIFICATION), lit(""))).over(same)).gt(1))
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

  /**
   * One event per variant of the panel and linked sample with a complete call, also where that is
   * homozygous reference, under {@code clinical.events}. {@code time} is when the sample was
   * collected (null: not stated, so the genotype counts as static) and {@code available_time} when
   * it was reported, or classified where that came later; a sample without a time of report gives
   * no event, since nobody can say from when on it was known. {@code text_value} is the
   * classification. A variant that was reclassified gives a version for each that was ever known,
   * superseded by the next, so that a decision never sees a later one.
   *
   * @param samples as {@link SampleLinks#reported} gives them
   */
  static Dataset<Row> events(
      Dataset<Row> panel,
      Dataset<Row> variants,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      GenomeBuild build,
      String source) {
    Column next =
        lead(col(CLASSIFIED_MICROS), 1)
            .over(
                Window.partitionBy(Variants.VARIANT_ID)
                    .orderBy(col(CLASSIFIED_MICROS).asc_nulls_first()));
    Dataset<Row> wanted =
        panel
            .filter(LineStates.accepted())
            .select(
                col(Variants.VARIANT_ID),
                col(Events.DESCRIPTION),
                col(CLASSIFICATION),
                timestamp_micros(col(CLASSIFIED_MICROS)).as(CLASSIFIED_TIME),
                timestamp_micros(next).as(Events.SUPERSEDED_TIME));
    Dataset<Row> sites =
        variants.select(Variants.VARIANT_ID).join(broadcast(wanted), Variants.VARIANT_ID);
    Dataset<Row> calls =
        genotypes
            .select(
                col(Genotypes.VARIANT_ID),
                col(Genotypes.SAMPLE_ID),
                col(Genotypes.DOSAGE),
                lit(true).as(RECORD_TYPE))
            .join(
                broadcast(wanted.select(Variants.VARIANT_ID)),
                new String[] {Genotypes.VARIANT_ID},
                "left_semi");
    Column reference = col(RECORD_TYPE).isNull();
    Dataset<Row> complete =
        samples
            .crossJoin(sites)
            .join(calls, new String[] {Genotypes.VARIANT_ID, Genotypes.SAMPLE_ID}, "left")
            .withColumn(Genotypes.DOSAGE, when(reference, 0).otherwise(col(Genotypes.DOSAGE)))
            .filter(col(Genotypes.DOSAGE).isNotNull())
            .withColumn(
                Events.AVAILABLE_TIME, greatest(col(Samples.REPORTED_TIME), col(CLASSIFIED_TIME)))
            .filter(
                coalesce(col(Events.SUPERSEDED_TIME).gt(col(Events.AVAILABLE_TIME)), lit(true)));
    return Events.TABLE.conform(complete.select(columns(build, source)));
  }

  private static Column[] columns(GenomeBuild build, String source) {
    Column none = lit(null);
    Column precision =
        when(col(Samples.COLLECTED_TIME).isNull(), "static")
            .when(col(SampleLinks.DAY_ONLY), "day")
            .otherwise("instant");
    return new Column[] {
      col(Samples.SUBJECT_ID).as(Events.SUBJECT_ID),
      col(Samples.COLLECTED_TIME).as(Events.TIME),
      none.cast(DataTypes.TimestampType).as(Events.END_TIME),
      col(Events.AVAILABLE_TIME),
      lit("stated").as(Events.AVAILABLE_BASIS),
      precision.as(Events.TIME_PRECISION),
      col(Events.SUPERSEDED_TIME),
      concat(lit("VARIANT//" + build.label() + ":"), col(Variants.VARIANT_ID)).as(Events.CODE),
      lit("genomic").as(Events.DOMAIN),
      col(Genotypes.DOSAGE).cast(DataTypes.DoubleType).as(Events.NUMERIC_VALUE),
      col(CLASSIFICATION).as(Events.TEXT_VALUE),
      none.cast(DataTypes.StringType).as(Events.UNIT),
      none.cast(DataTypes.DoubleType).as(Events.SOURCE_VALUE),
      none.cast(DataTypes.StringType).as(Events.SOURCE_UNIT),
      col(Events.DESCRIPTION),
      none.cast(DataTypes.StringType).as(Events.ENCOUNTER_ID),
      lit(source).as(Events.SOURCE),
      lit(RECORD_TYPE).as(Events.SOURCE_TYPE),
      col(Samples.SAMPLE_ID).as(Events.SOURCE_ID),
      col(Variants.VARIANT_ID).as(Events.SOURCE_PART),
      col(CLASSIFIED_TIME).cast(DataTypes.StringType).as(Events.SOURCE_VERSION)
    };
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
    String classified = optional(cells, CLASSIFIED_TIME);
    return new Object[] {
      sequence.normalise(new Variant(plain, position, reference, alternates.get(0))).id(),
      rsid == null ? optional(cells, DESCRIPTION) : rsid,
      optional(cells, CLASSIFICATION),
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
