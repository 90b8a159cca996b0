package org.medley.features.cohort;

import java.util.List;

/**
 * One subject at one index time, whether or not it passed the rules. Times are microseconds.
 *
 * @param index the prediction time; that of the trigger where it was not reached
 * @param trigger where the windows hang
 * @param inputStart start of the window named input; null: the whole record
 * @param targetStart start of the time-at-risk; null: none, or not reached
 * @param targetEnd end of the time-at-risk; null: none, open or not reached
 * @param label what is known of the outcome
 * @param arm treatment arm, also of one that failed a rule; null: none, or several
 * @param followed what became of it, by outcome; none for one that failed a rule
 * @param failed the first rule that it failed, or the number of rules
 */
record Candidate(
    long index,
    long trigger,
    Long inputStart,
    Long targetStart,
    Long targetEnd,
    Label label,
    String arm,
    List<Followed> followed,
    int failed) {
  /** The same, taken out by the rule {@code rule}. */
  Candidate outAt(int rule) {
    return new Candidate(
        index, trigger, inputStart, targetStart, targetEnd, Label.NO_LABEL, arm, List.of(), rule);
  }
}
