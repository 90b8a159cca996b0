package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * How many rare variants of a kind, a mask, each sample carries in each gene. A sample without a
 * row carries none, and all of them were called.
 */
public final class GeneBurden {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String GENE = "gene";
  public static final String MASK = "mask";
  public static final String VARIANTS = "variants";
  public static final String COPIES = "copies";
  public static final String MISSING = "missing";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.gene_burden",
              "one row per sample, gene and mask with a carried variant or a missing call")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(GENE, DataTypes.StringType, "as in variant_annotations")
          .required(MASK, DataTypes.StringType, "name of the mask in the site's configuration")
          .required(VARIANTS, DataTypes.LongType, "variants of the mask that it carries")
          .required(
              COPIES,
              DataTypes.LongType,
              "copies of these, two of a homozygous one; those of incomplete calls included")
          .required(
              MISSING,
              DataTypes.LongType,
              "variants of the mask without a complete call, which may hide copies")
          .key(SOURCE, SAMPLE_ID, GENE, MASK)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private GeneBurden() {}
}
