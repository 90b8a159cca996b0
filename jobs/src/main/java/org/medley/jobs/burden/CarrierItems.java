package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;

/** The carrier list as tables; all but the variants of masks are as small as the list. */
final class CarrierItems {
  static final String ITEM = Carriers.ITEM;
  static final String BIALLELIC = "biallelic";
  static final String WANTED_GENE = "wanted_gene";
  static final String WANTED_MASK = "wanted_mask";
  static final String END = "end_position";

  private static final StructType ITEMS =
      new StructType()
          .add(ITEM, DataTypes.StringType, false)
          .add(BIALLELIC, DataTypes.BooleanType, false)
          .add(WANTED_GENE, DataTypes.StringType)
          .add(WANTED_MASK, DataTypes.StringType);

  private static final StructType NAMED =
      new StructType()
          .add(ITEM, DataTypes.StringType, false)
          .add(Variants.VARIANT_ID, DataTypes.StringType, false)
          .add(Variants.CONTIG, DataTypes.StringType, false)
          .add(Variants.POSITION, DataTypes.IntegerType, false)
          .add(END, DataTypes.IntegerType, false);

  private CarrierItems() {}

  /** One row per item: item, biallelic, and its gene and mask, null where it names variants. */
  static Dataset<Row> of(SparkSession spark, BurdenSettings settings) {
    List<Row> rows = new ArrayList<>();
    for (CarrierItem item : settings.carriers()) {
      boolean biallelic = item.zygosity() == Zygosity.BIALLELIC;
      rows.add(RowFactory.create(item.name(), biallelic, item.gene(), item.mask()));
    }
    return spark.createDataFrame(rows, ITEMS);
  }

  /** One row per item and variant that it names. */
  static Dataset<Row> named(SparkSession spark, BurdenSettings settings) {
    List<Row> rows = new ArrayList<>();
    for (CarrierItem item : settings.carriers()) {
      for (NamedVariant variant : item.variants()) {
        rows.add(
            RowFactory.create(
                item.name(), variant.id(), variant.contig(), variant.position(), variant.end()));
      }
    }
    return spark.createDataFrame(rows, NAMED);
  }

  /** One row per item and variant of its mask in its gene: item, variant_id. */
  static Dataset<Row> masked(Dataset<Row> items, Dataset<Row> masked) {
    return masked
        .join(
            broadcast(items),
            col(MaskedVariants.MASK)
                .equalTo(col(WANTED_MASK))
                .and(
                    col(MaskedVariants.GENE)
                        .equalTo(col(WANTED_GENE))
                        .or(col(MaskedVariants.GENE_ID).equalTo(col(WANTED_GENE)))))
        .select(ITEM, VariantAnnotations.VARIANT_ID)
        .distinct();
  }

  /** The items whose gene no annotation names: nobody can say anything of it. One column. */
  static Dataset<Row> withoutGene(Dataset<Row> items, Dataset<Row> annotations) {
    Dataset<Row> genes =
        annotations.select(VariantAnnotations.GENE, VariantAnnotations.GENE_ID).distinct();
    Dataset<Row> found =
        genes
            .join(
                broadcast(items),
                col(VariantAnnotations.GENE)
                    .equalTo(col(WANTED_GENE))
                    .or(col(VariantAnnotations.GENE_ID).equalTo(col(WANTED_GENE))))
            .select(ITEM)
            .distinct();
    return items
        .where(col(WANTED_GENE).isNotNull())
        .join(found, new String[] {ITEM}, "left_anti")
        .select(ITEM);
  }
}
