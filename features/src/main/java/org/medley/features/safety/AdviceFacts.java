package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.Samples;

/** Rows of guidelines that hold for people's genes, as facts beside those of the events. */
final class AdviceFacts {
  /** Parts the body, the strength and the recommendation in the text of such a fact. */
  static final String PART = "\u001f";

  private static final int MOST_CHARACTERS = 400;

  private AdviceFacts() {}

  /**
   * One row per sample and row of a guideline, with the columns that {@link SubjectFacts} adds to
   * its own. Samples of nobody and those reported after {@code asOf} are left out. The guidelines
   * are broadcast; the samples may be.
   */
  static Dataset<Row> of(
      Dataset<Row> advice, Dataset<Row> guidelines, Dataset<Row> samples, Instant asOf) {
    Column reported = col(Samples.REPORTED_TIME);
    Dataset<Row> known =
        samples
            .where(col(Samples.SUBJECT_ID).isNotNull())
            .where(coalesce(reported.leq(lit(asOf)), lit(true)))
            .select(
                col(Samples.SOURCE),
                col(Samples.SAMPLE_ID),
                col(Samples.SUBJECT_ID),
                coalesce(col(Samples.COLLECTED_TIME), reported).as(SubjectFacts.AT));
    Dataset<Row> rows =
        advice
            .join(
                guidelines.hint("broadcast"),
                new String[] {
                  DrugGuidelines.SOURCE,
                  DrugGuidelines.GUIDELINE_ID,
                  DrugGuidelines.RECOMMENDATION_ID
                })
            .join(known, new String[] {Samples.SOURCE, Samples.SAMPLE_ID});
    return rows.select(
        col(Samples.SUBJECT_ID),
        lit(false).as(SubjectFacts.HAS_DRUGS),
        lit(false).as(SubjectFacts.HAS_CONDITIONS),
        lit(false).as(SubjectFacts.HAS_ALLERGIES),
        lit(true).as(SubjectFacts.HAS_GENES),
        fact().as("fact"));
  }

  /** The drugs that rows of {@code advice} name, in lower case; one small action. */
  static List<String> drugs(Dataset<Row> advice) {
    return advice
        .select(lower(col(PharmacogeneAdvice.DRUG)))
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Column fact() {
    Column said = plain(coalesce(col(DrugGuidelines.RECOMMENDATION), lit("")));
    Column population = concat(lit("for "), col(DrugGuidelines.POPULATION));
    Column who = array_join(col(PharmacogeneAdvice.GENOTYPES), " or ");
    return struct(
        unix_micros(col(SubjectFacts.AT)).as(SubjectFacts.AT),
        lit(null).cast(DataTypes.LongType).as(SubjectFacts.UNTIL),
        array(concat(lit(Concepts.advice("")), lower(col(PharmacogeneAdvice.DRUG))))
            .as(SubjectFacts.CONCEPTS),
        lit("genomic").as(SubjectFacts.DOMAIN),
        lit(null).cast(DataTypes.DoubleType).as(SubjectFacts.NUMBER),
        concat_ws(
                ", ",
                who,
                population,
                concat(
                    col(DrugGuidelines.BODY), lit(" says: "), substring(said, 1, MOST_CHARACTERS)))
            .as(SubjectFacts.WORDS),
        concat_ws(
                PART,
                col(DrugGuidelines.BODY),
                coalesce(col(DrugGuidelines.STRENGTH), lit("")),
                said)
            .as(SubjectFacts.TEXT),
        lit(false).as(SubjectFacts.HANDED_OUT),
        lit(false).as(SubjectFacts.GIVEN));
  }

  /** Without the tags and entities of HTML, on one line. */
  private static Column plain(Column html) {
    Column text = regexp_replace(html, "<[^>]*>|&[a-z#0-9]+;|\\s+", " ");
    return trim(regexp_replace(text, " +", " "));
  }
}
