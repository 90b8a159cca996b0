package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.jobs.genotype.ReferencePloidy;
import org.medley.jobs.genotype.SampleCalls;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * The calls of one source of the lake as {@link CohortVectors} takes them. The variants at sites of
 * pharmacogenes, some thousand rows however many the samples are, are brought to the driver; of
 * {@code clinical.genotypes} and {@code clinical.callable_blocks} the rows there are read; calls on
 * X are read besides, by {@link #samples}, where samples differ in its copies.
 */
public final class LakeCalls {
  private static final String X = "X";
  private static final String MALE = "male";
  private static final String PLOIDY = "ploidy";
  private static final String LAST = "last_base";

  private static final StructType WANTED =
      new StructType()
          .add(Variants.VARIANT_ID, DataTypes.StringType)
          .add(CohortRows.CONTIG, DataTypes.StringType)
          .add(CohortRows.POSITION, DataTypes.IntegerType)
          .add(CohortRows.REFERENCE, DataTypes.StringType)
          .add(CohortRows.ALTERNATE, DataTypes.StringType);

  private static final StructType UNTOLD =
      new StructType()
          .add(CohortRows.CONTIG, DataTypes.StringType)
          .add(CohortRows.POSITION, DataTypes.IntegerType)
          .add(LAST, DataTypes.IntegerType)
          .add(CohortRows.REFERENCE, DataTypes.StringType);

  private final Function<TableContract, Dataset<Row>> tables;
  private final Map<String, String> builds;
  private final List<Row> told;
  private final List<Position> untold;

  private LakeCalls(
      Function<TableContract, Dataset<Row>> tables,
      Map<String, String> builds,
      List<Row> told,
      List<Position> untold) {
    this.tables = tables;
    this.builds = builds;
    this.told = told;
    this.untold = untold;
  }

  /**
   * The calls at the sites of the genes of {@code caller}. Triggers an action over the variants.
   *
   * @param tables gives the slice of one source, and all subjects
   * @param builds the assembly of the source, GRCh38
   */
  public static LakeCalls of(
      Function<TableContract, Dataset<Row>> tables, Map<String, String> builds, Caller caller) {
    GeneSites sites = new GeneSites(caller);
    Dataset<Row> named =
        tables
            .apply(Variants.TABLE)
            .where(not(col(Variants.ALT).isin(Variants.ANY_OTHER.toArray())))
            .select(
                col(Variants.VARIANT_ID),
                col(Variants.CONTIG),
                col(Variants.POSITION),
                col(Variants.REF),
                col(Variants.ALT),
                coalesce(ReferencePloidy.ofSite(), lit(0)).as(PLOIDY));
    List<Row> told = sites.telling(named).orderBy(Variants.VARIANT_ID).collectAsList();
    return new LakeCalls(tables, builds, told, sites.untold(told));
  }

  /** What a sample without a row has: the reference, at every site that the files state. */
  public ReferenceEntries reference() {
    return ReferenceEntries.of(
        told.stream()
            .map(
                row ->
                    new ReferenceEntries.Row(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5)))
            .toList());
  }

  /** Every sample, and how many copies of X it has; null: nothing tells. */
  public Dataset<Row> samples() {
    Column sex = col(Subjects.SEX);
    Dataset<Row> samples =
        tables
            .apply(Samples.TABLE)
            .select(Samples.SAMPLE_ID, Samples.SUBJECT_ID)
            .join(
                tables.apply(Subjects.TABLE).select(col(Subjects.SUBJECT_ID), sex),
                new String[] {Samples.SUBJECT_ID},
                "left");
    Column stated = when(sex.equalTo(MALE), 1);
    if (untold.stream().noneMatch(site -> site.contig().equals(X)) && !reference().asksPloidy()) {
      return samples.select(
          col(Samples.SAMPLE_ID).as(CohortRows.SAMPLE_ID), stated.as(CohortRows.X_PLOIDY));
    }
    Dataset<Row> called =
        ReferencePloidy.ofSamples(
                tables.apply(Variants.TABLE).where(col(Variants.CONTIG).equalTo(X)),
                tables.apply(Genotypes.TABLE),
                tables.apply(Samples.TABLE),
                builds)
            .select(Samples.SAMPLE_ID, ReferencePloidy.PLOIDY);
    return samples
        .join(called, new String[] {Samples.SAMPLE_ID}, "left")
        .select(
            col(Samples.SAMPLE_ID).as(CohortRows.SAMPLE_ID),
            coalesce(col(ReferencePloidy.PLOIDY), stated).as(CohortRows.X_PLOIDY));
  }

  /** The calls that are not reference, and blocks of reference where no variant is stated. */
  public Dataset<Row> calls() {
    Dataset<Row> genotypes = tables.apply(Genotypes.TABLE);
    Dataset<Row> wanted =
        genotypes
            .sparkSession()
            .createDataFrame(
                told.stream()
                    .map(
                        row ->
                            RowFactory.create(
                                row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                    .toList(),
                WANTED);
    return SampleCalls.named(
            genotypes.join(broadcast(wanted), Variants.VARIANT_ID), tables.apply(Samples.TABLE))
        .select(
            col(Samples.SAMPLE_ID).as(CohortRows.SAMPLE_ID),
            col(CohortRows.CONTIG),
            col(CohortRows.POSITION),
            col(CohortRows.REFERENCE),
            col(CohortRows.ALTERNATE),
            col(Genotypes.GENOTYPE).as(CohortRows.CALL),
            col(SampleCalls.PHASE_SET).as(CohortRows.PHASE_SET))
        .unionByName(blocks());
  }

  private Dataset<Row> blocks() {
    Dataset<Row> blocks = tables.apply(CallableBlocks.TABLE);
    Dataset<Row> sites =
        blocks
            .sparkSession()
            .createDataFrame(
                untold.stream()
                    .map(
                        site ->
                            RowFactory.create(
                                site.contig(),
                                site.position(),
                                site.position() + site.reference().length() - 1,
                                site.reference()))
                    .distinct()
                    .toList(),
                UNTOLD);
    Column within =
        blocks
            .col(CallableBlocks.CONTIG)
            .equalTo(sites.col(CohortRows.CONTIG))
            .and(col(CallableBlocks.START).leq(col(CohortRows.POSITION)))
            .and(col(CallableBlocks.END).geq(col(LAST)));
    Column single =
        sites.col(CohortRows.CONTIG).equalTo(X).and(col(CohortRows.X_PLOIDY).equalTo(1));
    return blocks
        .join(broadcast(sites), within)
        .join(samples(), CohortRows.SAMPLE_ID)
        .select(
            col(CohortRows.SAMPLE_ID),
            sites.col(CohortRows.CONTIG),
            col(CohortRows.POSITION),
            col(CohortRows.REFERENCE),
            lit(null).cast(DataTypes.StringType).as(CohortRows.ALTERNATE),
            when(single, "0").otherwise("0/0").as(CohortRows.CALL),
            lit(null).cast(DataTypes.StringType).as(CohortRows.PHASE_SET));
  }
}
