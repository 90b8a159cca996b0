package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/**
 * The data lines of VCF files as rows. A site's calls are together where they are the same, with
 * the numbers of their samples.
 */
final class VcfLines {
  /** Array of the site's alternates: {@link AlternateRows#ALTERNATE}. */
  static final String ALTERNATES = "alternates";

  /** How far symbolic alternates reach, see {@link Site#extent}. */
  static final String EXTENT = "extent";

  /** Last position of a block of reference; null: the line is none. */
  static final String BLOCK_END = "block_end";

  /** Numbers of the samples that the block is of. */
  static final String BLOCK_SAMPLES = "block_samples";

  /** Least reads of each sample in the block; -1: not stated. */
  static final String BLOCK_DEPTHS = "block_depths";

  /** GQ of each sample in the block; -1: not stated. */
  static final String BLOCK_QUALITIES = "block_qualities";

  /** What annotators say of the alternates, {@link AnnotationTables}; null: nothing. */
  static final String ANNOTATIONS = "annotations";

  /** How many annotations could be assigned or not, {@link AnnotationTables}; null: none. */
  static final String ANNOTATION_STATES = "annotation_states";

  /** One row per line that is not of the header. */
  static final StructType SCHEMA =
      LineStates.COLUMNS
          .add(Variants.CONTIG, DataTypes.StringType)
          .add(Variants.POSITION, DataTypes.IntegerType)
          .add(Variants.RSID, DataTypes.StringType)
          .add(Variants.QUALITY, DataTypes.DoubleType)
          .add(Variants.FILTER, DataTypes.StringType)
          .add(Variants.CALLED, DataTypes.LongType)
          .add(Variants.MISSING, DataTypes.LongType)
          .add(Variants.SITE_ALTERNATES, DataTypes.IntegerType)
          .add(Variants.ALLELE_NUMBER, DataTypes.LongType)
          .add(Variants.DIPLOID, DataTypes.LongType)
          .add(ALTERNATES, DataTypes.createArrayType(AlternateRows.ALTERNATE, false))
          .add(EXTENT, DataTypes.StringType)
          .add(BLOCK_END, DataTypes.IntegerType)
          .add(BLOCK_SAMPLES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(BLOCK_DEPTHS, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(BLOCK_QUALITIES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(ANNOTATIONS, DataTypes.createArrayType(AnnotationTables.ANNOTATION, false))
          .add(ANNOTATION_STATES, DataTypes.createArrayType(AnnotationTables.STATE, false));

  private static final String HEADER = "header";

  private VcfLines() {}

  /**
   * One row per line of {@code files} below their headers. Rejected lines have a reason and their
   * text, accepted ones a site. Without a shuffle; triggers no action.
   */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      Map<String, FileLayout> layouts,
      GenomeBuild build,
      ReferenceSequence reference) {
    Broadcast<Map<String, FileLayout>> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(layouts);
    return LineReader.read(
            spark,
            files,
            SCHEMA,
            line -> row(line, shared.value().get(line.file()), build, reference))
        .filter(col(LineStates.STATE).notEqual(HEADER));
  }

  private static Row row(
      TextLine line, FileLayout layout, GenomeBuild build, ReferenceSequence reference) {
    if (line.isBlank()) {
      return row(line, LineStates.BLANK, null);
    }
    if (line.number() <= layout.headerLines) {
      return row(line, HEADER, null);
    }
    try {
      if (line.problem() != null) {
        throw new RejectedLine(line.problem(), "the line cannot be read as text");
      }
      if (line.text().startsWith("#")) {
        throw new RejectedLine("misplaced-header", "a header line stands among the data");
      }
      Site site = Site.parse(line.text(), layout, build);
      reference.check(site.contig, site.position, site.reference);
      return row(line, site, reference);
    } catch (RejectedLine rejected) {
      return row(line, LineStates.QUARANTINED, rejected);
    }
  }

  private static Row row(TextLine line, String state, RejectedLine rejected) {
    Object[] values = new Object[SCHEMA.length()];
    values[0] = line.file();
    values[1] = line.number();
    values[2] = state;
    if (rejected != null) {
      values[3] = rejected.code();
      values[4] = rejected.getMessage();
      values[5] = line.text();
    }
    return RowFactory.create(values);
  }

  private static Row row(TextLine line, Site site, ReferenceSequence reference) {
    boolean block = site.isBlock();
    Row[] alternates = block ? new Row[0] : AlternateRows.of(site, reference);
    long missing = site.calls.missing();
    return RowFactory.create(
        line.file(),
        line.number(),
        LineStates.ACCEPTED,
        null,
        null,
        null,
        site.contig,
        site.position,
        site.id,
        site.quality,
        site.filter,
        site.samples - missing,
        missing,
        ReferenceBlock.known(site.alternates),
        site.calls.known(),
        site.calls.diploid(),
        alternates,
        site.extent,
        block ? site.block.end : null,
        block ? site.block.samples() : null,
        block ? site.block.depths() : null,
        block ? site.block.qualities() : null,
        AnnotationTables.annotations(site.annotations, alternates),
        AnnotationTables.states(site.annotations, alternates));
  }
}
