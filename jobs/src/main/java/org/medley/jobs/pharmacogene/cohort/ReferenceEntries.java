package org.medley.jobs.pharmacogene.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows that every sample has that has no other row of the same site and alternate. */
public final class ReferenceEntries implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where every row of calls is stated, and what has none was not called. */
  public static final ReferenceEntries NONE = new ReferenceEntries(List.of());

  private static final String X = "X";
  private static final int TWO = 2;

  private final ArrayList<Row> rows;

  private ReferenceEntries(List<Row> rows) {
    this.rows = new ArrayList<>(rows);
  }

  /**
   * A site and one alternate.
   *
   * @param ploidy of a call of reference; 0 where it is the sample's
   */
  public record Row(String contig, int position, String reference, String alternate, int ploidy)
      implements Serializable {
    private String key() {
      return Entries.key(contig, position, reference, alternate);
    }

    private String entry(int ofSample) {
      int copies = ploidy > 0 ? ploidy : contig.equals(X) ? ofSample : TWO;
      return Entries.entry(key(), copies == 1 ? "0" : "0/0");
    }
  }

  /** Of these rows. */
  public static ReferenceEntries of(List<Row> rows) {
    return new ReferenceEntries(rows);
  }

  /** Whether the ploidy of some row is the sample's. */
  boolean asksPloidy() {
    return rows.stream().anyMatch(row -> row.ploidy() == 0 && row.contig().equals(X));
  }

  /**
   * The entries of a sample beside those it has.
   *
   * @param had entries of the sample
   * @param ploidy of the sample's X
   */
  List<String> beside(List<String> had, int ploidy) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Set<String> keys = new HashSet<>();
    had.forEach(entry -> keys.add(Entries.key(entry)));
    return rows.stream()
        .filter(row -> !keys.contains(row.key()))
        .map(row -> row.entry(ploidy))
        .toList();
  }
}
