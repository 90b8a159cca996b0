package org.medley.features.contract;

import java.util.Set;
import org.apache.spark.sql.types.DataTypes;

/** Genomic sites, one row for each alternate allele. */
public final class Variants {
  public static final String SOURCE = "source";
  public static final String VARIANT_ID = "variant_id";
  public static final String CONTIG = "contig";
  public static final String POSITION = "position";
  public static final String REF = "ref";
  public static final String ALT = "alt";
  public static final String RSID = "rsid";
  public static final String QUALITY = "quality";
  public static final String FILTER = "filter";
  public static final String CALLED = "called";
  public static final String MISSING = "missing";
  public static final String ALT_COPIES = "alt_copies";
  public static final String SITE_ALTERNATES = "site_alternates";
  public static final String ALLELE_NUMBER = "allele_number";
  public static final String ALLELE_COUNT = "allele_count";
  public static final String DIPLOID = "diploid";
  public static final String HETEROZYGOUS = "heterozygous";
  public static final String HOMOZYGOUS_ALT = "homozygous_alt";

  /** Alternates that stand for any other than those named (gVCF). */
  public static final Set<String> ANY_OTHER = Set.of("<NON_REF>", "<*>");

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.variants", "one row per site and alternate allele")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .required(CONTIG, DataTypes.StringType, "contig name without chr")
          .required(POSITION, DataTypes.IntegerType, "1-based position of ref")
          .required(REF, DataTypes.StringType, "reference allele")
          .required(ALT, DataTypes.StringType, "alternate allele")
          .optional(RSID, DataTypes.StringType, "ID column; null: missing")
          .optional(QUALITY, DataTypes.DoubleType, "QUAL; null: missing")
          .optional(FILTER, DataTypes.StringType, "FILTER; null: missing")
          .required(CALLED, DataTypes.LongType, "samples with a complete call")
          .required(MISSING, DataTypes.LongType, "samples without a complete call")
          .required(ALT_COPIES, DataTypes.LongType, "copies of alt over the called samples")
          .required(
              SITE_ALTERNATES,
              DataTypes.IntegerType,
              "alternate alleles of the record, \"any other\" left out")
          .required(
              ALLELE_NUMBER,
              DataTypes.LongType,
              "known alleles, those of incomplete calls included (AN)")
          .required(ALLELE_COUNT, DataTypes.LongType, "copies of alt among these (AC)")
          .required(DIPLOID, DataTypes.LongType, "samples with a complete call of two alleles")
          .required(HETEROZYGOUS, DataTypes.LongType, "of these, with one copy of alt")
          .required(HOMOZYGOUS_ALT, DataTypes.LongType, "of these, with two copies of alt")
          .key(SOURCE, VARIANT_ID)
          .slicedBy(SOURCE)
          .counts(
              CALLED,
              MISSING,
              ALT_COPIES,
              ALLELE_NUMBER,
              ALLELE_COUNT,
              DIPLOID,
              HETEROZYGOUS,
              HOMOZYGOUS_ALT)
          .build();

  private Variants() {}
}
