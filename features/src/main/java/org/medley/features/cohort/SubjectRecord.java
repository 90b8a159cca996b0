package org.medley.features.cohort;

import java.time.LocalDate;
import java.util.List;

/**
 * All that a cohort asks of one subject.
 *
 * @param subject the subject
 * @param birth null: not stated
 * @param periods in any order
 * @param rows in any order
 * @param statics how often each of {@link PredicateTable#facts} is stated
 */
record SubjectRecord(
    long subject,
    LocalDate birth,
    List<Period> periods,
    List<EventRow> rows,
    List<Integer> statics) {}
