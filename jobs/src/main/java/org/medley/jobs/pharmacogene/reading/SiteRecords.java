package org.medley.jobs.pharmacogene.reading;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The records that tell of one site: whether another one adds to them or repeats them. */
final class SiteRecords {
  private final Set<String> alternates = new HashSet<>();
  private String place;

  /** How a record stands to those before it. */
  enum Relation {
    /** It is the first. */
    FIRST,
    /** It has further alternates of the same reference, from which it was split. */
    SPLIT,
    /** It tells of what was told. */
    REPEATED
  }

  /** Takes a record in. */
  Relation add(int start, String reference, List<String> recordAlternates) {
    String written = start + reference;
    if (place == null) {
      place = written;
      alternates.addAll(recordAlternates);
      return Relation.FIRST;
    }
    boolean split =
        !alternates.isEmpty()
            && !recordAlternates.isEmpty()
            && place.equals(written)
            && Collections.disjoint(alternates, recordAlternates);
    if (!split) {
      return Relation.REPEATED;
    }
    alternates.addAll(recordAlternates);
    return Relation.SPLIT;
  }
}
