package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineStates;

/**
 * The tables of a VCF source from its settled lines. Nothing here shuffles or triggers an action.
 *
 * <p>Layout: sites apart from calls, and of calls only what is not homozygous reference, all
 * samples with the same call of a variant in one row, by their numbers. Whoever wants some sites of
 * all samples reads few rows; all sites of one sample are the numbers, read as one column. Of
 * 25,709 records and 1,126 samples of the 1000 Genomes Project they take 4.5 MB on disk, and the
 * sites 1.0 MB, where the VCF files take 3.5 MB packed and 117 MB as text ({@code du -sb} of the
 * folders after {@code medley ingest --kind vcf}).
 */
final class VcfTables {
  private static final String ALTERNATE = "alternate";

  private VcfTables() {}

  /** One row per site and alternate under {@code clinical.variants}. */
  static Dataset<Row> variants(Dataset<Row> lines, String source) {
    return Variants.TABLE.conform(
        lines
            .filter(LineStates.accepted())
            .withColumn(ALTERNATE, explode(col(VcfLines.ALTERNATES)))
            .select(
                lit(source).as(Variants.SOURCE),
                ofAlternate(Variants.VARIANT_ID),
                col(Variants.CONTIG),
                ofAlternate(Variants.POSITION),
                ofAlternate(Variants.REF),
                ofAlternate(Variants.ALT),
                col(Variants.RSID),
                col(Variants.QUALITY),
                col(Variants.FILTER),
                col(Variants.CALLED),
                col(Variants.MISSING),
                ofAlternate(Variants.ALT_COPIES),
                col(Variants.SITE_ALTERNATES),
                col(Variants.ALLELE_NUMBER),
                ofAlternate(Variants.ALLELE_COUNT),
                col(Variants.DIPLOID),
                ofAlternate(Variants.HETEROZYGOUS),
                ofAlternate(Variants.HOMOZYGOUS_ALT)));
  }

  /**
   * One row per variant and call that is not homozygous reference, under {@code
   * clinical.genotypes}. At a site of several alternates a call of one of them has a row for each,
   * with dosage 0 for the others: it is not reference.
   */
  static Dataset<Row> genotypes(Dataset<Row> lines, String source) {
    return Genotypes.TABLE.conform(
        lines
            .filter(LineStates.accepted())
            .select(explode(col(VcfLines.ALTERNATES)).as(ALTERNATE))
            .select(
                lit(source).as(Genotypes.SOURCE),
                ofAlternate(Variants.VARIANT_ID),
                inline(ofAlternate(AlternateRows.CALLS))));
  }

  /** One row per sample: its number among the sorted names, and its name. */
  static Dataset<Row> numbered(SparkSession spark, List<String> samples) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      rows.add(RowFactory.create(i, samples.get(i)));
    }
    StructType schema =
        new StructType()
            .add(Samples.SAMPLE_NUMBER, DataTypes.IntegerType, false)
            .add(Samples.SAMPLE_ID, DataTypes.StringType, false);
    return spark.createDataFrame(rows, schema);
  }

  private static Column ofAlternate(String field) {
    return col(ALTERNATE).getField(field).as(field);
  }

  /** The number, null where -1 stands for none. */
  static Column whole(Column number) {
    return when(number.geq(0), number.cast(DataTypes.IntegerType));
  }
}
