package org.medley.models.association;

/**
 * Tests variants against one design, one after the other: linear regression with t tests, or
 * logistic regression with Wald tests, additive in the copies of one allele, as {@code plink
 * --linear} and {@code --logistic} do (Chang et al. 2015, doi:10.1186/s13742-015-0047-8). A variant
 * costs as many steps as it has genotypes that are not reference, and one small equation; a
 * logistic one also a pass over the patterns of covariates for each of Newton's steps.
 *
 * <p>Not for several threads at once. The order of variants changes nothing.
 */
public final class VariantScan {
  private final Design design;
  private final double[] row;
  private final LogisticTable none;
  private final LogisticTable all;

  /** A scan of variants at which samples have the ploidy of {@code design}. */
  public VariantScan(Design design) {
    boolean logistic = design.model == AssociationModel.LOGISTIC;
    this.design = design;
    this.row = new double[design.columns];
    this.none = logistic ? LogisticTable.of(design, false) : null;
    this.all = logistic ? LogisticTable.of(design, true) : null;
  }

  /**
   * The association of one variant.
   *
   * @param calls the genotypes that are not homozygous reference
   * @param reference whether copies of the reference are counted, and not those of the alternate
   */
  public Association test(Calls calls, boolean reference) {
    Moments moments = (reference ? design.all : design.none).copy();
    LogisticTable table = none == null ? null : (reference ? all : none).copy(design);
    for (int i = 0; i < calls.size(); i++) {
      int at = design.rowOf[calls.sample(i)];
      if (at >= 0) {
        change(moments, table, at, calls.copies(i), reference);
      }
    }
    if (table == null) {
      return LeastSquares.fit(moments, design.columns);
    }
    Unavailable obstacle = LeastSquares.obstacle(moments, design.columns);
    return obstacle == null
        ? table.fit(moments.rows())
        : Association.none(moments.rows(), obstacle);
  }

  private void change(Moments moments, LogisticTable table, int at, int copies, boolean reference) {
    int pattern = design.patternOf[at];
    double phenotype = design.phenotype[at];
    int ploidy = design.ploidy[pattern];
    int before = reference ? ploidy : 0;
    design.fill(row, at);
    if (table != null) {
      table.add(pattern, before, phenotype, -1);
    }
    if (copies == Calls.MISSING) {
      moments.add(row, phenotype, before, -1);
      return;
    }
    int after = reference ? ploidy - copies : copies;
    moments.change(row, phenotype, before, after);
    if (table != null) {
      table.add(pattern, after, phenotype, 1);
    }
  }
}
