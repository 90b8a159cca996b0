package org.medley.features.cohort;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Rows of one subject after the other, so that a partition never holds more than one subject. */
final class Flattened implements Iterator<Row> {
  private final Iterator<Row> subjects;
  private final Function<Row, Iterator<Row>> decide;
  private Iterator<Row> open = Collections.emptyIterator();

  Flattened(Iterator<Row> subjects, Function<Row, Iterator<Row>> decide) {
    this.subjects = subjects;
    this.decide = decide;
  }

  @Override
  public boolean hasNext() {
    while (!open.hasNext() && subjects.hasNext()) {
      open = decide.apply(subjects.next());
    }
    return open.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return open.next();
  }
}
