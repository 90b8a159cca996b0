package org.medley.jobs.pharmacogene.cohort;

/** The columns of {@link CohortCalls}. */
public final class CohortRows {
  /** Name of the sample; text, in every table. */
  public static final String SAMPLE_ID = "sample_id";

  /** Calls: plain name of the contig, such as 10 or X, on GRCh38. */
  public static final String CONTIG = "contig";

  /** Calls: first base of the reference, from 1; a whole number. */
  public static final String POSITION = "position";

  /** Calls: bases of the reference. */
  public static final String REFERENCE = "reference";

  /** Calls: the alternate, or several parted by commas; null or a dot where there is none. */
  public static final String ALTERNATE = "alternate";

  /**
   * Calls: alleles by number as in a VCF file, such as 0|1, where 1 is the first alternate of the
   * row; null where nothing was called.
   */
  public static final String CALL = "call";

  /** Calls: among which calls the order of the alleles means something; null: no set. */
  public static final String PHASE_SET = "phase_set";

  /** Samples: copies of X that a call of reference stands for; null: two. */
  public static final String X_PLOIDY = "x_ploidy";

  /** Outside calls and results: symbol of the gene. */
  public static final String GENE = "gene";

  /** Outside calls: the diplotype; null if not given. */
  public static final String DIPLOTYPE = "diplotype";

  /** Outside calls: the phenotype; null if not given. */
  public static final String PHENOTYPE = "phenotype";

  /** Outside calls: the score; null if not given. Results: see {@code GeneCall.activityScore}. */
  public static final String ACTIVITY_SCORE = "activity_score";

  /** Results: the diplotypes, empty where the gene is not called. */
  public static final String DIPLOTYPES = "diplotypes";

  /** Results: the phenotypes, empty where none is known. */
  public static final String PHENOTYPES = "phenotypes";

  /** Results: whether the gene is called. */
  public static final String CALLED = "called";

  /** Results: why it is not called; null if it is. */
  public static final String REASON = "reason";

  /** Results: sentences on what to know of the call. */
  public static final String NOTES = "notes";

  /** Results: release of the definition, or of the phenotype table; null if there is neither. */
  public static final String DEFINITION_VERSION = "definition_version";

  private CohortRows() {}
}
