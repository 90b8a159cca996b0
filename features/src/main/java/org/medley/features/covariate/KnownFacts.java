package org.medley.features.covariate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What is told of the facts of one code and unit that were known at an index time, whatever the
 * window. Facts are added in order of time.
 */
final class KnownFacts {
  private final List<KnownFact> spans = new ArrayList<>(0);
  private UTF8String words;
  private UTF8String sex;
  private Integer birth;
  private KnownFact last;
  private KnownFact lastDated;
  private KnownFact lastUndated;

  void add(KnownFact fact) {
    last = fact;
    if (fact.words != null && (words == null || fact.words.compareTo(words) < 0)) {
      words = fact.words;
    }
    if (fact.sex != null && (sex == null || fact.sex.compareTo(sex) > 0)) {
      sex = fact.sex;
    }
    if (fact.birth != null && (birth == null || fact.birth > birth)) {
      birth = fact.birth;
    }
    if (fact.hasNumber && fact.at == KnownFact.NONE) {
      lastUndated = later(fact, lastUndated);
    } else if (fact.hasNumber) {
      lastDated = later(fact, lastDated);
    }
    if (fact.isSpan && fact.at != KnownFact.NONE) {
      spans.add(fact);
    }
  }

  private static KnownFact later(KnownFact fact, KnownFact other) {
    return other == null || KnownFact.LAST.compare(fact, other) > 0 ? fact : other;
  }

  /** The least of the words for the code; null: none. */
  UTF8String words() {
    return words;
  }

  /** The time of the last one; null: none has a time. */
  Long lastTime() {
    return last.at == KnownFact.NONE ? null : (Long) last.at;
  }

  /** The last dated one with a number; null: none. */
  InternalRow lastDated() {
    return lastDated == null ? null : lastDated.timedNumber();
  }

  /** The last one without a time that has a number; null: none. */
  InternalRow lastUndated() {
    return lastUndated == null ? null : lastUndated.timedNumber();
  }

  /** The spans of a drug or visit, sorted. */
  GenericArrayData spans() {
    return new GenericArrayData(
        spans.stream().sorted(KnownFact.SPAN).map(KnownFact::span).toArray());
  }

  /** The last of the birth dates that are stated, in days since 1970; null: none. */
  Integer birth() {
    return birth;
  }

  /** The greatest of what is stated of the sex; null: nothing. */
  UTF8String sex() {
    return sex;
  }
}
