package org.medley.features.covariate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.medley.features.contract.Events;

/**
 * What a genome says: the last number that was reported by the index time, however long ago, since
 * a genome does not age. For a variant that is its dosage, and for what is derived from many a
 * value: a score, a component, a phenotype. A call that was not made has no number and so neither.
 * Rare variants of a gene are told only of those who have any, and {@code BURDEN//assessed} of all
 * who were looked at: without such a row the count is zero.
 */
final class Genomic implements CovariateFamily {
  private static final String BURDEN = "BURDEN";
  private static final Object[] DERIVED = {"PGS", "GENOME", "CARRIER", "PHARMACOGENE"};

  @Override
  public String name() {
    return "genomic";
  }

  @Override
  public List<String> domains() {
    return List.of("genomic");
  }

  @Override
  public List<Covariate> atIndex() {
    Column system = split(col(Events.CODE), "//").getItem(0);
    Column burden = system.equalTo(BURDEN);
    Column derived = system.isin(DERIVED);
    return List.of(
        last("dosage", "allele dosage, reported", not(burden.or(derived))).missingUnlessKnown(),
        last("value", "reported", derived).missingUnlessKnown(),
        last("count", "reported", burden));
  }

  private Covariate last(String aggregate, String words, Column wanted) {
    LookbackWindow full = LookbackWindow.FULL;
    return Covariate.ofCode(
        domains(), aggregate, full, words, when(wanted, CodeSummary.last(full)));
  }
}
