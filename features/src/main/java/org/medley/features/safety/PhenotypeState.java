package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * A phenotype of a gene, adjusted for current inhibitors of its enzyme. A strong inhibitor leaves
 * no activity, whatever the genotype. A moderate one halves the activity score, or is one step down
 * where no score is known. Where diplotypes are not told apart any of their phenotypes counts.
 */
final class PhenotypeState implements RuleState {
  private static final String OR = " or ";
  private static final String[] UNKNOWN = {
    "indeterminate", "uncertain susceptibility", "no result"
  };

  @Override
  public Column picked(Moment moment) {
    Column inhibitors =
        filter(
            Moment.facts(),
            fact ->
                moment
                    .isCurrent(fact)
                    .and(
                        Moment.isAny(fact, col(RuleRows.STRONG))
                            .or(Moment.isAny(fact, col(RuleRows.MODERATE)))));
    Column own =
        filter(
            Moment.facts(),
            fact ->
                Moment.is(fact, concat(lit(Concepts.gene("")), col(RuleRows.GENE)))
                    .or(Moment.is(fact, concat(lit(Concepts.score("")), col(RuleRows.GENE)))));
    return concat(own, Moment.newest(inhibitors));
  }

  private static Column called() {
    Column concept = concat(lit(Concepts.gene("")), col(RuleRows.GENE));
    return Moment.last(filter(col(PICKED), fact -> Moment.is(fact, concept)));
  }

  private static Column score() {
    Column concept = concat(lit(Concepts.score("")), col(RuleRows.GENE));
    return Moment.last(filter(col(PICKED), fact -> Moment.is(fact, concept)))
        .getField(SubjectFacts.NUMBER);
  }

  private static Column inhibitors(String strength) {
    return filter(
        col(PICKED), fact -> Moment.isOf(fact, "drug").and(Moment.isAny(fact, col(strength))));
  }

  private static Column inhibited(String strength) {
    return size(inhibitors(strength)).gt(0);
  }

  /** The phenotypes of the genotype in lower case; null: not called. */
  private static Column genotype() {
    return split(lower(called().getField(SubjectFacts.TEXT)), OR);
  }

  private static Column band(Column score) {
    Column bands = filter(col(RuleRows.BANDS), each -> score.leq(each.getField(RuleRows.UP_TO)));
    return get(bands, lit(0)).getField(RuleRows.PHENOTYPE);
  }

  private static Column oneDown(Column phenotype) {
    Column names = transform(col(RuleRows.BANDS), each -> each.getField(RuleRows.PHENOTYPE));
    Column position = array_position(names, phenotype).cast(DataTypes.IntegerType);
    return when(position.gt(0), get(names, greatest(position.minus(2), lit(0))))
        .otherwise(phenotype);
  }

  /** The phenotypes that current inhibitors leave; null: not known. */
  private static Column effective() {
    Column lowest = get(col(RuleRows.BANDS), lit(0)).getField(RuleRows.PHENOTYPE);
    Column halved =
        when(score().isNotNull(), array(band(score().divide(2))))
            .otherwise(transform(genotype(), PhenotypeState::oneDown));
    return when(inhibited(RuleRows.STRONG), array(lowest))
        .when(inhibited(RuleRows.MODERATE), halved)
        .otherwise(genotype());
  }

  @Override
  public Column state(Moment moment) {
    Column fires = coalesce(arrays_overlap(effective(), col(RuleRows.PHENOTYPES)), lit(false));
    Column known =
        coalesce(
            exists(effective(), each -> not(each.isin((Object[]) UNKNOWN)).and(each.notEqual(""))),
            lit(false));
    return RuleState.of(fires, known);
  }

  @Override
  public Column missing(Moment moment) {
    return concat(
        col(RuleRows.GENE),
        when(called().isNull(), " was not called or tested").otherwise(" has no known phenotype"));
  }

  @Override
  public Column found(Moment moment) {
    Column genotype =
        when(
                called().isNotNull(),
                array(
                    concat(
                        called().getField(SubjectFacts.WORDS),
                        lit(": "),
                        coalesce(called().getField(SubjectFacts.TEXT), lit("no phenotype")),
                        coalesce(concat(lit(", activity score "), score().cast("string")), lit("")),
                        lit(" of "),
                        Moment.date(called().getField(SubjectFacts.AT)))))
            .otherwise(array(concat(col(RuleRows.GENE), lit(" was not called or tested"))));
    Column strong =
        transform(
            inhibitors(RuleRows.STRONG),
            fact -> concat(lit("strong inhibitor "), Moment.words(fact)));
    Column moderate =
        transform(
            inhibitors(RuleRows.MODERATE),
            fact -> concat(lit("moderate inhibitor "), Moment.words(fact)));
    Column counts =
        when(
                inhibited(RuleRows.STRONG).or(inhibited(RuleRows.MODERATE)),
                array(concat(lit("counts as "), get(effective(), lit(0)))))
            .otherwise(array().cast("array<string>"));
    return concat(genotype, strong, moderate, counts);
  }
}
