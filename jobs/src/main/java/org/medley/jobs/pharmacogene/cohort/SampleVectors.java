package org.medley.jobs.pharmacogene.cohort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.match.GenotypeVector;

/**
 * Rows of sample, gene and vector from rows of sample and entry, those of a sample together and the
 * one without an entry, which says that the sample is wanted, before the others.
 */
final class SampleVectors implements Iterator<Row> {
  /** Of a gene that is not called from vectors. */
  private static final String NO_VECTOR = "none";

  private final Iterator<Row> rows;
  private final Vectors vectors;
  private final ReferenceEntries reference;
  private final Set<String> ofOthers;
  private final Deque<Row> made = new ArrayDeque<>();
  private Row next;

  /**
   * The vectors of the genes of {@code caller}.
   *
   * @param reference entries that a sample has beside those among {@code rows}
   */
  SampleVectors(Iterator<Row> rows, Caller caller, ReferenceEntries reference) {
    this.rows = rows;
    this.reference = reference;
    vectors = new Vectors(caller);
    ofOthers = new TreeSet<>(caller.reportedGenes());
    ofOthers.removeAll(caller.genes());
    next = rows.hasNext() ? rows.next() : null;
  }

  /** What {@code vector} of {@code gene} comes to. */
  static GeneCall call(String gene, String vector, Caller caller) {
    return vector.equals(NO_VECTOR)
        ? caller.withoutCall(gene)
        : caller.call(gene, GenotypeVector.parse(vector, caller.definition(gene).sites()));
  }

  @Override
  public boolean hasNext() {
    while (made.isEmpty() && next != null) {
      takeSample();
    }
    return !made.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return made.poll();
  }

  private void takeSample() {
    String sample = next.getString(0);
    boolean wanted = next.isNullAt(1);
    int ploidy = next.isNullAt(2) ? 2 : next.getInt(2);
    List<String> entries = new ArrayList<>();
    while (next != null && next.getString(0).equals(sample)) {
      if (wanted && !next.isNullAt(1)) {
        entries.add(next.getString(1));
      }
      next = rows.hasNext() ? rows.next() : null;
    }
    if (wanted) {
      entries.forEach(vectors::add);
      reference.beside(entries, ploidy).forEach(vectors::add);
      for (Map.Entry<String, String> vector : vectors.end().entrySet()) {
        made.add(RowFactory.create(sample, vector.getKey(), vector.getValue()));
      }
      ofOthers.forEach(gene -> made.add(RowFactory.create(sample, gene, NO_VECTOR)));
    }
  }
}
