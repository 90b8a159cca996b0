package org.medley.jobs.polygenic.weight;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.polygenic.weight.LinearEffect.Inheritance;
import org.medley.jobs.source.vcf.Contigs;

/**
 * Reads a row of id, allele and weight. An id of the form {@code chrom:pos:ref:alt} names position
 * and alleles; any other is that of VCF files.
 */
final class PlinkRow {
  private static final Pattern PLACED =
      Pattern.compile("([^:]+):([1-9]\\d{0,8}):([ACGTacgt]+):([ACGTacgt]+)");

  private final Cells cells;
  private final Columns columns;

  PlinkRow(Cells cells, Columns columns) {
    this.cells = cells;
    this.columns = columns;
  }

  /** The weight; not to be used where cells have problems. */
  Weight weight(long line) {
    String id = cells.text(columns.id());
    String allele = cells.allele(columns.allele());
    Double weight = cells.number(columns.weight());
    boolean empty = id == null || allele == null || (weight == null && cells.problems().isEmpty());
    if (empty) {
      cells.problem("id, allele or weight is empty");
      return null;
    }
    if (weight == null) {
      return null;
    }
    Effect effect = new LinearEffect(Inheritance.ADDITIVE, weight);
    Variant variant = variant(id, allele);
    return Cells.isBases(allele)
        ? new Weight(line, variant, effect, null)
        : new Weight(line, variant, null, Category.COMPLEX);
  }

  private Variant variant(String id, String allele) {
    Matcher placed = PLACED.matcher(id);
    if (!placed.matches()) {
      return new Variant(null, 0, id, allele, null);
    }
    String first = placed.group(3).toUpperCase(Locale.ROOT);
    String second = placed.group(4).toUpperCase(Locale.ROOT);
    if (!allele.equals(first) && !allele.equals(second)) {
      cells.problem("the allele %s is none of the id %s".formatted(allele, id));
    }
    return new Variant(
        Contigs.human(placed.group(1)),
        Integer.parseInt(placed.group(2)),
        id,
        allele,
        allele.equals(first) ? second : first);
  }
}
