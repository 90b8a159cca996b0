package org.medley.jobs.pharmacogene.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.medley.jobs.pharmacogene.definition.Position;

/** A position of a gene, and how records of files tell of it. */
public final class Site {
  private static final Pattern BASES = Pattern.compile("[ACGT]+");

  private final String gene;
  private final int number;
  private final Position position;
  private final Map<Change, String> spellings;

  /** The site with {@code number} among those of {@code gene}. */
  Site(String gene, int number, Position position) {
    this.gene = gene;
    this.number = number;
    this.position = position;
    this.spellings = Spellings.of(position);
  }

  /** The gene that it belongs to. */
  public String gene() {
    return gene;
  }

  /** Its number among the sites of the gene. */
  public int number() {
    return number;
  }

  /** Where it is, and what may be there. */
  public Position position() {
    return position;
  }

  /** The last base of the reference that a record of its alternates may touch. */
  int end() {
    int last = position.position() + position.reference().length() - 1;
    for (Change change : spellings.keySet()) {
      last = Math.max(last, change.position() + change.removed().length());
    }
    return last;
  }

  /**
   * What the alleles of a record are at this site, the reference first; null stands for one that
   * cannot be read as bases here. None at all if the record does not tell of the site: it is
   * neither written as the site is, nor has it an alternate of the site in another spelling.
   */
  List<String> allelesOf(int start, String reference, List<String> alternates) {
    boolean asWritten = start == position.position() && reference.equals(position.reference());
    List<String> alleles = new ArrayList<>();
    alleles.add(position.reference());
    boolean tells = asWritten;
    for (String alternate : alternates) {
      String bases = BASES.matcher(alternate).matches() ? alternate : null;
      if (!asWritten && bases != null) {
        bases = spellings.get(Change.of(start, reference, bases));
        tells |= bases != null;
      }
      alleles.add(bases);
    }
    return tells ? alleles : Collections.emptyList();
  }

  /** Whether a reference of {@code length} bases at {@code start} shares one with this site's. */
  public boolean overlaps(int start, int length) {
    return start < position.position() + position.reference().length()
        && position.position() < start + length;
  }

  /** Whether {@code reference} at {@code start} has other bases than the reference has here. */
  public boolean contradicts(int start, String reference) {
    if (!overlaps(start, reference.length())) {
      return false;
    }
    int end = position.position() + position.reference().length();
    int from = Math.max(start, position.position());
    int to = Math.min(start + reference.length(), end);
    String here =
        position.reference().substring(from - position.position(), to - position.position());
    return !here.equals(reference.substring(from - start, to - start));
  }
}
