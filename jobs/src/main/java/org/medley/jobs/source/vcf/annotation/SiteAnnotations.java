package org.medley.jobs.source.vcf.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The annotations of one line, and what became of those that are of no alternate of it. */
public final class SiteAnnotations {
  /** State of an annotation in use. */
  public static final String ASSIGNED = "assigned";

  /** State: it names no alternate of the line. */
  static final String NO_SUCH_ALLELE = "no-such-allele";

  /** State: several alternates have the name. */
  static final String AMBIGUOUS = "ambiguous-allele";

  /** State: it has not the columns that the header declares. */
  static final String WRONG_COLUMN_COUNT = "wrong-column-count";

  /** State: it states no consequence. */
  static final String NO_CONSEQUENCE = "no-consequence";

  /** State: a frequency of the alternate is no number from 0 to 1. */
  static final String BAD_FREQUENCY = "bad-frequency";

  /** State: the line has too many. */
  static final String TOO_MANY = "too-many";

  private final List<Annotation> assigned = new ArrayList<>();
  private final Map<String, Map<String, Long>> states = new TreeMap<>();

  SiteAnnotations() {}

  /** The annotations of alternates, in the order of the line. */
  public List<Annotation> assigned() {
    return assigned;
  }

  /** How many annotations of each field have each state. */
  public Map<String, Map<String, Long>> states() {
    return states;
  }

  void add(String field, Annotation annotation) {
    assigned.add(annotation);
    count(field, ASSIGNED, 1);
  }

  void count(String field, String state, long annotations) {
    states.computeIfAbsent(field, key -> new TreeMap<>()).merge(state, annotations, Long::sum);
  }
}
