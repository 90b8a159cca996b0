package org.medley.jobs.discovery;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.jobs.genotype.SampleCalls;
import org.medley.models.association.AssociationModel;

/**
 * Looks for variants that go with the label of a task among its training members, and selects some:
 * nothing of any other member can change the outcome. The genotype of a member counts only if it
 * was known at the index time, and each person counts once, at the first index time at which it
 * was.
 *
 * <p>Counted are the copies of the alternate; calls of another alternate of the site count as none.
 * On X men have one copy, and the sex is a covariate; on Y only men count; who is of no stated sex
 * is left out on both.
 */
public final class Discovery {
  private static final String NUMBER = "number";
  private static final String CALLS = "calls";
  private static final String SEX = "demographics_sex_";

  private static final StructType RESULT =
      new StructType()
          .add(Associations.VARIANT_ID, DataTypes.StringType)
          .add(Associations.EFFECT_ALLELE, DataTypes.StringType)
          .add(Associations.SAMPLES, DataTypes.IntegerType)
          .add(Associations.BETA, DataTypes.DoubleType)
          .add(Associations.STANDARD_ERROR, DataTypes.DoubleType)
          .add(Associations.STATISTIC, DataTypes.DoubleType)
          .add(Associations.P, DataTypes.DoubleType)
          .add(Associations.REASON, DataTypes.StringType);

  private Discovery() {}

  /**
   * What is looked for.
   *
   * @param p the largest P value of a variant that is selected
   * @param top how many are selected at most
   * @param covariates names of covariates; those with a missing value leave the member out
   */
  public record Settings(AssociationModel model, double p, int top, List<String> covariates) {}

  /**
   * The tables that are looked at.
   *
   * @param members under {@code cohort.members}, of one task
   * @param samples and {@code genotypes} of one source
   * @param events and {@code subjects}, for the covariates
   */
  public record Tables(
      Dataset<Row> members,
      Dataset<Row> samples,
      Dataset<Row> genotypes,
      Dataset<Row> events,
      Dataset<Row> subjects) {}

  /**
   * One row per variant that is not homozygous reference in all who are looked at, with the columns
   * of {@code feature.associations} but the rank. Collects the names, labels and covariates of
   * those people, a million at most, and sends them to every executor; shuffles their calls once,
   * by variant. Triggers two actions, or three with covariates.
   */
  public static Dataset<Row> scan(Tables tables, Settings settings) {
    SparkSession spark = tables.members.sparkSession();
    ScannedSamples samples =
        ScannedSamples.collect(
            TrainingMembers.of(tables.members, tables.samples),
            tables.events,
            tables.subjects,
            settings.model,
            settings.covariates);
    Broadcast<VariantCalls> tests =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(
                new VariantCalls(
                    samples.traits,
                    samples.sexes,
                    settings.covariates.stream().anyMatch(name -> name.startsWith(SEX))));
    return SampleCalls.named(tables.genotypes, tables.samples)
        .join(broadcast(numbers(spark, samples.names)), Samples.SAMPLE_ID)
        .groupBy(Genotypes.VARIANT_ID)
        .agg(
            array_sort(
                    collect_list(struct(col(NUMBER), col(Genotypes.DOSAGE), col(Genotypes.PLOIDY))))
                .as(CALLS))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) variants -> tests.value().test(variants),
            Encoders.row(RESULT));
  }

  /**
   * The rows of {@link #scan} under {@code feature.associations}: selected are those with the
   * smallest P values, the name of the variant breaking ties. Triggers an action and collects as
   * many rows as are selected.
   */
  public static Dataset<Row> select(Dataset<Row> scanned, Settings settings, String task) {
    List<Row> best =
        scanned
            .where(col(Associations.P).leq(settings.p))
            .orderBy(Associations.P, Associations.VARIANT_ID)
            .limit(settings.top)
            .select(Associations.VARIANT_ID)
            .collectAsList();
    List<Row> ranks = new ArrayList<>();
    best.forEach(row -> ranks.add(RowFactory.create(row.getString(0), ranks.size() + 1)));
    StructType schema =
        new StructType()
            .add(Associations.VARIANT_ID, DataTypes.StringType)
            .add(Associations.RANK, DataTypes.IntegerType);
    Dataset<Row> ranked = scanned.sparkSession().createDataFrame(ranks, schema);
    return Associations.TABLE.conform(
        scanned
            .join(broadcast(ranked), new String[] {Associations.VARIANT_ID}, "left")
            .withColumn(Associations.TASK, lit(task))
            .withColumn(Associations.SELECTED, col(Associations.RANK).isNotNull()));
  }

  private static Dataset<Row> numbers(SparkSession spark, List<String> names) {
    List<Row> rows = new ArrayList<>();
    names.forEach(name -> rows.add(RowFactory.create(name, rows.size())));
    StructType schema =
        new StructType()
            .add(Samples.SAMPLE_ID, DataTypes.StringType)
            .add(NUMBER, DataTypes.IntegerType);
    return spark.createDataFrame(rows, schema);
  }
}
