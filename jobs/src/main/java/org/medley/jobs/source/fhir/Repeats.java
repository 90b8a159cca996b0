package org.medley.jobs.source.fhir;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The numbers that stand more than once among sorted ones, each once. */
final class Repeats implements Iterator<Long> {
  private final Iterator<Long> sorted;
  private Long last;
  private Long given;
  private Long next;

  Repeats(Iterator<Long> sorted) {
    this.sorted = sorted;
  }

  @Override
  public boolean hasNext() {
    while (next == null && sorted.hasNext()) {
      Long one = sorted.next();
      if (one.equals(last) && !one.equals(given)) {
        next = one;
      }
      last = one;
    }
    return next != null;
  }

  @Override
  public Long next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given = next;
    next = null;
    return given;
  }
}
