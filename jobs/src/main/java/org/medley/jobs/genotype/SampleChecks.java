package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Genotypes.DOSAGE;
import static org.medley.features.contract.Genotypes.GENOTYPE;
import static org.medley.features.contract.Genotypes.PLOIDY;
import static org.medley.features.contract.Genotypes.SOURCE;
import static org.medley.features.contract.Genotypes.VARIANT_ID;
import static org.medley.features.contract.Samples.SAMPLE_NUMBER;
import static org.medley.jobs.contract.SampleQuality.CALLED;
import static org.medley.jobs.contract.SampleQuality.CALL_RATE;
import static org.medley.jobs.contract.SampleQuality.HETEROZYGOUS;
import static org.medley.jobs.contract.SampleQuality.INBREEDING;
import static org.medley.jobs.contract.SampleQuality.INFERRED_SEX;
import static org.medley.jobs.contract.SampleQuality.MISSING;
import static org.medley.jobs.contract.SampleQuality.TRANSITIONS;
import static org.medley.jobs.contract.SampleQuality.TRANSVERSIONS;
import static org.medley.jobs.contract.SampleQuality.VARIANTS;
import static org.medley.jobs.contract.SampleQuality.X_CALLED;
import static org.medley.jobs.contract.SampleQuality.X_HETEROZYGOUS;
import static org.medley.jobs.contract.SampleQuality.X_INBREEDING;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.Required;
import org.medley.jobs.contract.SampleQuality;

/**
 * Quality control of samples. What is not in {@code clinical.genotypes} was called as reference, so
 * the sums over all variants of a source, less what the sample's rows say otherwise, are its own.
 *
 * <p>F is that of {@code plink --het}: (O - E) / (N - E) of N calls at sites of two alleles, O of
 * them homozygous where E are expected, 1 - 2p(1 - p) at each. On X half a call counts as
 * homozygous, since men are often coded so. Sex follows from F there: above 0.8 it is a man's, as
 * in {@code plink --check-sex}. What plink calls a woman's, below 0.2, leaves many women of a mixed
 * population without an answer: in a subset of the 1000 Genomes Project 251 of the 575 samples with
 * two alleles on X have 0.2 or more, and all but one less than 0.6, which is the bound here.
 */
public final class SampleChecks {
  private static final String REGION = "region";
  private static final String EXPECTED = "expected_homozygous";
  private static final String SUBSTITUTION = "substitution";
  private static final String AUTOSOMES = "autosomes";
  private static final String AUTOSOMES_EXPECTED = "autosomes_expected";
  private static final String X_SITES = "x_sites";
  private static final String X_EXPECTED = "x_expected";
  private static final String UNKNOWN = "autosomal_unknown";
  private static final String UNKNOWN_EXPECTED = "autosomal_unknown_expected";
  private static final String X_UNKNOWN = "x_unknown";
  private static final String X_UNKNOWN_EXPECTED = "x_unknown_expected";
  private static final double MALE_FROM = 0.8;
  private static final double FEMALE_TO = 0.6;

  /** As many heterozygous calls on X must be expected of a woman to tell her from a man. */
  private static final int INFORMATIVE = 5;

  /** Sums of these do not depend on their order. */
  private static final DataType EXACT = DataTypes.createDecimalType(18, 15);

  private SampleChecks() {}

  /**
   * One row per sample, under {@code ops.sample_quality}. Shuffles the genotypes once by variant,
   * unless there are few variants, and counts of them by sample.
   *
   * @param builds the assembly of each source
   */
  public static Dataset<Row> of(
      Dataset<Row> variants,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      Map<String, String> builds) {
    Dataset<Row> sites = sites(variants, builds);
    Dataset<Row> bySample = bySample(genotypes, sites);
    Dataset<Row> counted =
        samples
            .join(broadcast(bySource(sites)), new String[] {SOURCE}, "left")
            .join(bySample, new String[] {SOURCE, SAMPLE_NUMBER}, "left")
            .na()
            .fill(0L)
            .na()
            .fill(0d);
    Column called = col(AUTOSOMES).minus(col(UNKNOWN));
    Column expected = col(AUTOSOMES_EXPECTED).minus(col(UNKNOWN_EXPECTED));
    Column xCalled = col(X_SITES).minus(col(X_UNKNOWN));
    Column xExpected = col(X_EXPECTED).minus(col(X_UNKNOWN_EXPECTED));
    Dataset<Row> judged =
        counted
            .withColumn(
                CALL_RATE, VariantChecks.share(col(VARIANTS).minus(col(MISSING)), col(VARIANTS)))
            .withColumn(CALLED, called)
            .withColumn(INBREEDING, excess(called, col(HETEROZYGOUS), expected))
            .withColumn(X_CALLED, xCalled)
            .withColumn(X_INBREEDING, excess(xCalled, col(X_HETEROZYGOUS), xExpected))
            .withColumn(
                INFERRED_SEX,
                when(
                    xCalled.minus(xExpected).geq(INFORMATIVE),
                    when(col(X_INBREEDING).gt(MALE_FROM), "male")
                        .when(col(X_INBREEDING).lt(FEMALE_TO), "female")));
    return Required.conform(SampleQuality.TABLE, judged);
  }

  private static Column excess(Column called, Column heterozygous, Column expected) {
    Column differing = called.minus(expected);
    return when(differing.gt(0), called.minus(heterozygous).minus(expected).divide(differing));
  }

  /** What of each variant concerns samples. */
  private static Dataset<Row> sites(Dataset<Row> variants, Map<String, String> builds) {
    Column frequency = VariantChecks.altFrequency();
    Column expected = lit(1).minus(lit(2).multiply(frequency).multiply(lit(1).minus(frequency)));
    Column simple =
        col(Variants.SITE_ALTERNATES)
            .equalTo(1)
            .and(not(col(Variants.ALT).isin(Variants.ANY_OTHER.toArray())))
            .and(expected.isNotNull());
    return variants.select(
        col(SOURCE),
        col(VARIANT_ID),
        when(simple, Region.of(builds)).as(REGION),
        expected.cast(EXACT).as(EXPECTED),
        VariantChecks.substitution().as(SUBSTITUTION));
  }

  private static Dataset<Row> bySource(Dataset<Row> sites) {
    return sites
        .groupBy(SOURCE)
        .agg(
            count(lit(1)).as(VARIANTS),
            ones(in(Region.AUTOSOME)).as(AUTOSOMES),
            expected(in(Region.AUTOSOME)).as(AUTOSOMES_EXPECTED),
            ones(in(Region.X)).as(X_SITES),
            expected(in(Region.X)).as(X_EXPECTED));
  }

  private static Dataset<Row> bySample(Dataset<Row> genotypes, Dataset<Row> sites) {
    Column incomplete = col(DOSAGE).isNull();
    Column heterozygous = col(DOSAGE).equalTo(1).and(col(PLOIDY).equalTo(2));
    Column unknown = not(col(GENOTYPE).rlike("[0-9]"));
    Column carried = col(DOSAGE).geq(1);
    return SampleCalls.numbered(genotypes.join(sites, new String[] {SOURCE, VARIANT_ID}))
        .groupBy(SOURCE, SAMPLE_NUMBER)
        .agg(
            ones(incomplete).as(MISSING),
            ones(in(Region.AUTOSOME).and(incomplete)).as(UNKNOWN),
            expected(in(Region.AUTOSOME).and(incomplete)).as(UNKNOWN_EXPECTED),
            ones(in(Region.AUTOSOME).and(heterozygous)).as(HETEROZYGOUS),
            ones(carried.and(isKind(VariantChecks.TRANSITION))).as(TRANSITIONS),
            ones(carried.and(isKind(VariantChecks.TRANSVERSION))).as(TRANSVERSIONS),
            ones(in(Region.X).and(unknown)).as(X_UNKNOWN),
            expected(in(Region.X).and(unknown)).as(X_UNKNOWN_EXPECTED),
            ones(in(Region.X).and(heterozygous)).as(X_HETEROZYGOUS));
  }

  private static Column in(String region) {
    return col(REGION).equalTo(region);
  }

  private static Column isKind(String substitution) {
    return col(SUBSTITUTION).equalTo(substitution);
  }

  private static Column ones(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }

  private static Column expected(Column condition) {
    return sum(when(condition, col(EXPECTED))).cast(DataTypes.DoubleType);
  }
}
