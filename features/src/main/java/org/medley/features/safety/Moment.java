package org.medley.features.safety;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.medley.features.contract.Subjects;

/**
 * The instant that is asked about, and what facts are at it. Dates in words are those of UTC.
 *
 * @param asOf the instant
 * @param current when a drug is current
 */
record Moment(Instant asOf, CurrentRule current) {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** The instant in microseconds. */
  Column instant() {
    return lit(ChronoUnit.MICROS.between(Instant.EPOCH, asOf));
  }

  /** The instant so many days before. */
  Column before(Column days) {
    return instant().minus(days.multiply(MICROS_PER_DAY));
  }

  /** The day on which an instant lies, counted from 1970. */
  static Column day(Column micros) {
    return floor(micros.divide((double) MICROS_PER_DAY)).cast("long");
  }

  /** Whether the fact is a drug that is current. */
  Column isCurrent(Column fact) {
    Column at = fact.getField(SubjectFacts.AT);
    Column until = fact.getField(SubjectFacts.UNTIL);
    Column isShort =
        arrays_overlap(
            fact.getField(SubjectFacts.CONCEPTS),
            lit(Concepts.ingredients(current.shortIngredients())));
    Column days =
        when(fact.getField(SubjectFacts.GIVEN), (long) current.givenDays())
            .when(isShort, (long) current.shortDays())
            .otherwise((long) current.days());
    return isOf(fact, "drug")
        .and(at.isNotNull())
        .and(when(until.geq(at), until.geq(instant())).otherwise(at.geq(before(days))));
  }

  static Column isOf(Column fact, String domain) {
    return fact.getField(SubjectFacts.DOMAIN).equalTo(domain);
  }

  static Column is(Column fact, Column concept) {
    return array_contains(fact.getField(SubjectFacts.CONCEPTS), concept);
  }

  static Column isAny(Column fact, Column concepts) {
    return arrays_overlap(fact.getField(SubjectFacts.CONCEPTS), concepts);
  }

  static Column facts() {
    return col(SubjectFacts.FACTS);
  }

  /** The last fact of a list that is in the order of time; null: it is empty. */
  static Column last(Column facts) {
    return get(facts, size(facts).minus(1));
  }

  /** Of facts with the same words the last one. */
  static Column newest(Column facts) {
    return filter(
        facts,
        fact -> {
          Column same =
              filter(
                  facts,
                  other ->
                      other
                          .getField(SubjectFacts.WORDS)
                          .equalTo(fact.getField(SubjectFacts.WORDS)));
          Column last = array_max(transform(same, each -> each.getField(SubjectFacts.AT)));
          return fact.getField(SubjectFacts.AT).eqNullSafe(last);
        });
  }

  /** The date of an instant, such as 2024-05-31. */
  static Column date(Column micros) {
    return when(micros.isNull(), "an unknown date")
        .otherwise(date_format(timestamp_micros(micros), "yyyy-MM-dd"));
  }

  /** The fact in words with its date. */
  static Column words(Column fact) {
    Column until = fact.getField(SubjectFacts.UNTIL);
    return concat(
        fact.getField(SubjectFacts.WORDS),
        lit(" of "),
        date(fact.getField(SubjectFacts.AT)),
        when(until.gt(fact.getField(SubjectFacts.AT)), concat(lit(" to "), date(until)))
            .otherwise(""));
  }

  /** Completed years of age at an instant; null: the birth is not known. */
  static Column years(Column micros) {
    return floor(months_between(timestamp_micros(micros), col(Subjects.BIRTH_DATE)).divide(12));
  }
}
