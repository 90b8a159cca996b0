package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.Required;
import org.medley.jobs.genotype.SampleCalls;

/**
 * Who carries what the carrier list asks for. Phased calls of one phase set, or of none on one
 * contig, say which variants share a strand; two alternates of one call never do.
 */
final class CarrierStatuses {
  private static final String ITEM = CarrierItems.ITEM;
  private static final String ALL_HIT = "all_copies_hit";
  private static final String FIRST = "first_strand";
  private static final String SECOND = "second_strand";
  private static final String UNPHASED = "unphased";
  private static final String GROUP = "phase_group";
  private static final String STRAND = "strand";
  private static final String UNSEEN = "unseen";
  private static final String COVERED = "covered";
  private static final String NO_GENE = "no_gene";
  private static final String LAST = "last_of_block";

  private CarrierStatuses() {}

  /**
   * One row per sample and item, under {@code clinical.carriers}. A variant that is named and that
   * the files do not state was not looked at, and is missing in all samples but those with a block
   * of reference there; so is a gene that no annotation names. Shuffles the calls of the items'
   * variants by sample.
   *
   * @param masked as {@link MaskedVariants#of} gives them
   */
  static Dataset<Row> of(
      SparkSession spark, Tables tables, Dataset<Row> masked, BurdenSettings settings) {
    Dataset<Row> items = CarrierItems.of(spark, settings);
    Dataset<Row> named = CarrierItems.named(spark, settings);
    Dataset<Row> sites =
        tables.variants().select(Variants.VARIANT_ID, Variants.CONTIG, Variants.POSITION);
    Dataset<Row> wanted =
        CarrierItems.masked(items, masked)
            .union(named.select(ITEM, Variants.VARIANT_ID))
            .distinct();
    Dataset<Row> unstated = named.join(sites, new String[] {Variants.VARIANT_ID}, "left_anti");
    Dataset<Row> carried = carried(tables, sites.join(wanted, Variants.VARIANT_ID));
    Dataset<Row> noGene =
        CarrierItems.withoutGene(items, tables.annotations()).withColumn(NO_GENE, lit(1L));
    String[] sampleAndItem = {Samples.SAMPLE_ID, ITEM};
    Dataset<Row> all =
        tables
            .samples()
            .select(Samples.SOURCE, Samples.SAMPLE_ID)
            .crossJoin(broadcast(items.select(ITEM, CarrierItems.BIALLELIC)))
            .join(broadcast(noGene), new String[] {ITEM}, "left")
            .join(broadcast(unseen(unstated)), new String[] {ITEM}, "left")
            .join(covered(tables.blocks(), unstated), sampleAndItem, "left")
            .join(carried, sampleAndItem, "left")
            .na()
            .fill(0L)
            .withColumn(
                Carriers.MISSING,
                col(Carriers.MISSING).plus(col(NO_GENE)).plus(col(UNSEEN)).minus(col(COVERED)));
    return Required.conform(Carriers.TABLE, all.withColumn(Carriers.STATUS, status()));
  }

  private static Dataset<Row> carried(Tables tables, Dataset<Row> variants) {
    Column heterozygous = col(Calls.COPIES).equalTo(1).and(col(Genotypes.PLOIDY).gt(1));
    Column complete = col(Calls.INCOMPLETE).equalTo(false);
    Column strand = instr(col(Genotypes.GENOTYPE), "1");
    Column group =
        when(
                col(Genotypes.PHASED),
                concat(
                    col(Variants.CONTIG), lit("|"), coalesce(col(SampleCalls.PHASE_SET), lit(""))))
            .when(
                complete.and(col(Genotypes.GENOTYPE).contains(".")),
                concat(col(Variants.CONTIG), lit("/"), col(Variants.POSITION)));
    return SampleCalls.named(
            Calls.of(tables.genotypes()).join(variants, Genotypes.VARIANT_ID), tables.samples())
        .withColumn(GROUP, when(heterozygous, group))
        .withColumn(STRAND, strand)
        .groupBy(Samples.SAMPLE_ID, ITEM)
        .agg(
            sum(col(Calls.COPIES)).as(Carriers.COPIES),
            count_if(col(Calls.INCOMPLETE)).as(Carriers.MISSING),
            max(when(complete.and(col(Calls.COPIES).geq(col(Genotypes.PLOIDY))), lit(1L))
                    .otherwise(lit(0L)))
                .as(ALL_HIT),
            collect_set(when(col(STRAND).equalTo(1), col(GROUP))).as(FIRST),
            collect_set(when(col(STRAND).gt(1), col(GROUP))).as(SECOND),
            count_if(heterozygous.and(col(GROUP).isNull())).as(UNPHASED));
  }

  private static Dataset<Row> unseen(Dataset<Row> unstated) {
    return unstated.groupBy(ITEM).agg(count(lit(1)).as(UNSEEN));
  }

  /** How many of the variants that no line states lie in a block of reference, by sample. */
  private static Dataset<Row> covered(Dataset<Row> blocks, Dataset<Row> unstated) {
    return blocks
        .select(
            CallableBlocks.SAMPLE_ID,
            CallableBlocks.CONTIG,
            CallableBlocks.START,
            CallableBlocks.END)
        .withColumnRenamed(CallableBlocks.END, LAST)
        .join(broadcast(unstated), CallableBlocks.CONTIG)
        .where(
            col(CallableBlocks.START)
                .leq(col(Variants.POSITION))
                .and(col(LAST).geq(col(CarrierItems.END))))
        .select(CallableBlocks.SAMPLE_ID, ITEM, Variants.VARIANT_ID)
        .distinct()
        .groupBy(CallableBlocks.SAMPLE_ID, ITEM)
        .agg(count(lit(1)).as(COVERED));
  }

  private static Column status() {
    Column groups = coalesce(array_size(array_union(col(FIRST), col(SECOND))), lit(0));
    Column apart = coalesce(arrays_overlap(col(FIRST), col(SECOND)), lit(false));
    Column open = col(Carriers.MISSING).gt(0);
    Column any =
        when(col(Carriers.COPIES).gt(0), Carriers.CARRIER)
            .when(open, Carriers.UNKNOWN)
            .otherwise(Carriers.NOT_CARRIER);
    Column biallelic =
        when(col(ALL_HIT).gt(0).or(apart), Carriers.CARRIER)
            .when(open.or(groups.plus(col(UNPHASED)).gt(1)), Carriers.UNKNOWN)
            .otherwise(Carriers.NOT_CARRIER);
    return when(col(CarrierItems.BIALLELIC), biallelic).otherwise(any);
  }
}
