package org.medley.jobs.source.fhir;

import java.util.List;
import org.medley.jobs.source.TextLine;

/**
 * What a line is: a resource, deletions, or neither, for a reason.
 *
 * @param envelope null: no resource
 * @param deletions {@code Type/id} of what is deleted; null: no deletions
 * @param problem code of an {@link Envelope.Problem}, or {@link #BLANK}; null: one of the two
 */
record LineKind(Envelope envelope, List<String> deletions, String problem) {
  /** The problem of an empty line or of a header, which is none. */
  static final String BLANK = "blank";

  /** Where files have an order, each block of them has a header without an id. */
  private static final String HEADER = "Parameters";

  static LineKind of(TextLine line) {
    if (line.isBlank()) {
      return new LineKind(null, null, BLANK);
    }
    Envelope envelope = Envelope.of(line);
    boolean nameless = envelope.problem() == Envelope.Problem.NO_ID;
    if (nameless && HEADER.equals(envelope.type())) {
      return new LineKind(null, null, BLANK);
    }
    if (Deletions.isFile(line.file()) && (nameless || envelope.problem() == null)) {
      List<String> keys = Deletions.keys(line);
      return keys.isEmpty()
          ? new LineKind(null, null, Envelope.Problem.NOT_A_DELETION.code())
          : new LineKind(null, keys, null);
    }
    return envelope.problem() == null
        ? new LineKind(envelope, null, null)
        : new LineKind(null, null, envelope.problem().code());
  }
}
