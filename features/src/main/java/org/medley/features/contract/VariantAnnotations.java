package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * What annotators (VEP, SnpEff) said of variants, as the INFO columns of VCF files hold it. A
 * variant has a row for each gene, transcript or other feature that it touches.
 */
public final class VariantAnnotations {
  public static final String SOURCE = "source";
  public static final String VARIANT_ID = "variant_id";
  public static final String NUMBER = "number";
  public static final String ANNOTATOR = "annotator";
  public static final String GENE = "gene";
  public static final String GENE_ID = "gene_id";
  public static final String FEATURE_TYPE = "feature_type";
  public static final String FEATURE = "feature";
  public static final String BIOTYPE = "biotype";
  public static final String CONSEQUENCES = "consequences";
  public static final String IMPACT = "impact";
  public static final String HGVS_C = "hgvs_c";
  public static final String HGVS_P = "hgvs_p";
  public static final String CANONICAL = "canonical";
  public static final String MANE = "mane";
  public static final String LOF = "lof";
  public static final String POPULATION_FREQUENCY = "population_frequency";
  public static final String STATED_FREQUENCY = "stated_frequency";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.variant_annotations",
              "one row per variant and statement of an annotator on it")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .required(NUMBER, DataTypes.IntegerType, "which annotation of its line, from 1")
          .required(ANNOTATOR, DataTypes.StringType, "VEP or SnpEff")
          .optional(
              GENE,
              DataTypes.StringType,
              "symbol of the gene, or its identifier where it has none; null: between genes")
          .optional(GENE_ID, DataTypes.StringType, "identifier of the gene; null: not stated")
          .optional(FEATURE_TYPE, DataTypes.StringType, "kind of the feature; null: not stated")
          .optional(FEATURE, DataTypes.StringType, "such as the transcript; null: none")
          .optional(BIOTYPE, DataTypes.StringType, "biotype of the feature; null: not stated")
          .required(
              CONSEQUENCES, DataTypes.StringType, "terms of the Sequence Ontology, parted by &")
          .optional(
              IMPACT,
              DataTypes.StringType,
              "HIGH, MODERATE, LOW or MODIFIER; null: neither stated nor known of the terms")
          .optional(HGVS_C, DataTypes.StringType, "change of the transcript; null: not stated")
          .optional(HGVS_P, DataTypes.StringType, "change of the protein; null: not stated")
          .optional(
              CANONICAL,
              DataTypes.BooleanType,
              "whether the transcript stands for its gene (CANONICAL or MANE); null: the"
                  + " annotations of the file do not say of any")
          .optional(MANE, DataTypes.StringType, "transcript of MANE Select; null: none stated")
          .optional(LOF, DataTypes.StringType, "LOFTEE: HC, LC or OS; null: not judged")
          .optional(
              POPULATION_FREQUENCY,
              DataTypes.DoubleType,
              "highest share of the alternate in any population that the line names, such as"
                  + " gnomAD's; the same in each row of a variant; null: none stated")
          .optional(
              STATED_FREQUENCY,
              DataTypes.DoubleType,
              "INFO AF, the share of the alternate among the samples that it was called in;"
                  + " null: not stated")
          .key(SOURCE, VARIANT_ID, NUMBER)
          .slicedBy(SOURCE)
          .build();

  private VariantAnnotations() {}
}
