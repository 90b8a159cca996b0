package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.AnnotationQuality;
import org.medley.jobs.contract.Required;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.vcf.annotation.Annotation;
import org.medley.jobs.source.vcf.annotation.SiteAnnotations;

/**
 * The tables of the annotations of a VCF source. A variant goes by the name that it has once its
 * line was split and normalised, since annotations are assigned to the alternates as the line
 * states them. Where several lines state a variant, the annotations are those of the line that
 * counts.
 */
final class AnnotationTables {
  /** What an annotation says, without its source. */
  static final StructType ANNOTATION =
      new StructType(
          Arrays.stream(VariantAnnotations.TABLE.schema().fields())
              .filter(field -> !field.name().equals(VariantAnnotations.SOURCE))
              .toArray(StructField[]::new));

  /** How many annotations of a line have a state. */
  static final StructType STATE =
      new StructType()
          .add(AnnotationQuality.FIELD, DataTypes.StringType, false)
          .add(AnnotationQuality.STATE, DataTypes.StringType, false)
          .add(AnnotationQuality.ANNOTATIONS, DataTypes.LongType, false);

  private static final String VARIANTS = "variants_of_line";

  private AnnotationTables() {}

  /** One value per annotation of a line with these alternates; null: there is none. */
  static Row[] annotations(SiteAnnotations site, Row[] alternates) {
    if (site == null || alternates.length == 0 || site.assigned().isEmpty()) {
      return null;
    }
    return site.assigned().stream()
        .map(annotation -> row(annotation, alternates[annotation.alternate() - 1].getString(0)))
        .toArray(Row[]::new);
  }

  /** One value per field and state of the annotations of such a line; null: there is none. */
  static Row[] states(SiteAnnotations site, Row[] alternates) {
    if (site == null || alternates.length == 0 || site.states().isEmpty()) {
      return null;
    }
    List<Row> rows = new ArrayList<>();
    site.states()
        .forEach(
            (field, states) ->
                states.forEach((state, count) -> rows.add(RowFactory.create(field, state, count))));
    return rows.toArray(Row[]::new);
  }

  /** One row per annotation of a variant in use, under {@code clinical.variant_annotations}. */
  static Dataset<Row> of(Dataset<Row> lines, String source) {
    Column inUse = array_contains(col(VARIANTS), col(VariantAnnotations.VARIANT_ID));
    return VariantAnnotations.TABLE.conform(
        lines
            .filter(LineStates.accepted().and(col(VcfLines.ANNOTATIONS).isNotNull()))
            .select(
                lit(source).as(VariantAnnotations.SOURCE),
                col(VcfLines.ALTERNATES).getField(Variants.VARIANT_ID).as(VARIANTS),
                inline(col(VcfLines.ANNOTATIONS)))
            .filter(inUse)
            .drop(VARIANTS));
  }

  /**
   * One row per file, field and state, under {@code ops.annotation_quality}: all annotations of the
   * lines in use. Shuffles counts.
   */
  static Dataset<Row> quality(Dataset<Row> lines, String source) {
    return Required.conform(
        AnnotationQuality.TABLE,
        lines
            .filter(LineStates.accepted().and(col(VcfLines.ANNOTATION_STATES).isNotNull()))
            .select(
                lit(source).as(AnnotationQuality.SOURCE),
                col(Quarantine.FILE).as(AnnotationQuality.FILE),
                inline(col(VcfLines.ANNOTATION_STATES)))
            .groupBy(
                AnnotationQuality.SOURCE,
                AnnotationQuality.FILE,
                AnnotationQuality.FIELD,
                AnnotationQuality.STATE)
            .agg(sum(col(AnnotationQuality.ANNOTATIONS)).as(AnnotationQuality.ANNOTATIONS)));
  }

  /** One row: annotations of the lines in use, and those of them that are left out. */
  static Dataset<Row> counted(Dataset<Row> lines) {
    Column annotations = col(AnnotationQuality.ANNOTATIONS);
    Column leftOut = col(AnnotationQuality.STATE).notEqual(SiteAnnotations.ASSIGNED);
    return lines
        .filter(LineStates.accepted().and(col(VcfLines.ANNOTATION_STATES).isNotNull()))
        .select(inline(col(VcfLines.ANNOTATION_STATES)))
        .agg(
            coalesce(sum(annotations), lit(0L)),
            coalesce(sum(when(leftOut, annotations)), lit(0L)));
  }

  private static Row row(Annotation annotation, String variant) {
    return RowFactory.create(
        variant,
        annotation.number(),
        annotation.annotator(),
        annotation.gene(),
        annotation.geneId(),
        annotation.featureType(),
        annotation.feature(),
        annotation.biotype(),
        annotation.consequences(),
        annotation.impact(),
        annotation.hgvsC(),
        annotation.hgvsP(),
        annotation.canonical(),
        annotation.mane(),
        annotation.lof(),
        annotation.frequency(),
        annotation.statedFrequency());
  }
}
