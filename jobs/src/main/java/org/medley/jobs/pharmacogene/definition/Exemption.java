package org.medley.jobs.pharmacogene.definition;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * How one gene departs from the rules for all.
 *
 * @param required positions without which the gene is not called
 * @param ignored variations that are not looked at; another at the same place is
 * @param extra positions that no allele depends on, read for their own sake
 * @param ignoredAlleles names of alleles that are not called
 * @param priorities what to take of diplotypes that unphased calls cannot tell apart
 * @param advised positions that a laboratory is advised to test at least (AMP tier 1)
 */
public record Exemption(
    Set<Integer> required,
    List<Position> ignored,
    List<Position> extra,
    Set<String> ignoredAlleles,
    List<Priority> priorities,
    Set<Integer> advised)
    implements Serializable {

  /** Of a gene that follows the rules. */
  public static final Exemption NONE =
      new Exemption(Set.of(), List.of(), List.of(), Set.of(), List.of(), Set.of());

  /** An exemption with collections of its own. */
  public Exemption {
    required = Set.copyOf(required);
    ignored = List.copyOf(ignored);
    extra = List.copyOf(extra);
    ignoredAlleles = Set.copyOf(ignoredAlleles);
    priorities = List.copyOf(priorities);
    advised = Set.copyOf(advised);
  }

  /** Whether {@code position} is one that is not looked at. */
  boolean ignores(Position position) {
    return ignored.stream()
        .anyMatch(
            other ->
                other.position() == position.position()
                    && other.reference().equals(position.reference())
                    && other.alternates().equals(position.alternates()));
  }
}
