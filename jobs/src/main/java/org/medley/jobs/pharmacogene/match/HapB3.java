package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * HapB3 of DPYD: the intronic variant is the one that takes function away, and the exonic one is
 * mostly its companion. So the intronic one decides, and the exonic one only where the other was
 * not called.
 */
final class HapB3 implements StrandRule {
  /** Why the exonic variant counts for nothing. */
  static final String MISMATCH =
      "rs56038477 (exonic) and rs75017182 (intronic) of HapB3 disagree: the intronic variant"
          + " decides";

  /** Why HapB3 is less certain. */
  static final String EXONIC_ONLY =
      "HapB3 is called by rs56038477 (exonic) alone, since rs75017182 (intronic) is missing";

  private static final String GENE = "DPYD";
  private static final String BOTH = "c.1129-5923C>G, c.1236G>A (HapB3)";
  private static final String INTRONIC_ALONE = "c.1129-5923C>G";
  private static final String INTRONIC = "rs75017182";
  private static final String EXONIC = "rs56038477";

  private final Strands strands;
  private final int intronic;
  private final int exonic;
  private final Set<String> notes = new LinkedHashSet<>();

  private HapB3(Strands strands, int intronic, int exonic) {
    this.strands = strands;
    this.intronic = intronic;
    this.exonic = exonic;
  }

  /** The rule for the sample; empty where the gene or its release does not know HapB3. */
  static Optional<HapB3> of(GeneDefinition definition, Strands strands) {
    int intronic = definition.positionOf(INTRONIC);
    int exonic = definition.positionOf(EXONIC);
    boolean known =
        definition.gene().equals(GENE)
            && definition.defines(BOTH)
            && definition.defines(INTRONIC_ALONE)
            && intronic >= 0
            && exonic >= 0;
    return known
        ? Optional.of(new HapB3(strands, strands.siteOf(intronic), strands.siteOf(exonic)))
        : Optional.empty();
  }

  @Override
  public boolean decides(NamedAllele allele) {
    return allele.name().equals(BOTH) || allele.name().equals(INTRONIC_ALONE);
  }

  @Override
  public boolean decides(Position position) {
    return INTRONIC.equals(position.rsid()) || EXONIC.equals(position.rsid());
  }

  /** Whether the sample has one of the variants. */
  boolean anyVariant() {
    return copies(intronic) + copies(exonic) > 0;
  }

  /** Sentences on what was doubtful in what this rule has called so far. */
  Set<String> notes() {
    return notes;
  }

  @Override
  public Optional<String> alleleOn(long turns) {
    String intron = intronic < 0 ? null : strands.baseOn(intronic, turns);
    boolean exonVariant = exonic >= 0 && isVariant(exonic, strands.baseOn(exonic, turns));
    if (intron != null && isVariant(intronic, intron)) {
      return Optional.of(exonVariant ? BOTH : INTRONIC_ALONE);
    }
    if (!exonVariant) {
      return Optional.empty();
    }
    notes.add(intron == null ? EXONIC_ONLY : MISMATCH);
    return intron == null ? Optional.of(BOTH) : Optional.empty();
  }

  /** The alleles where it is not known what lies on one strand, each as often as it is found. */
  List<String> unphased() {
    if (intronic < 0) {
      if (copies(exonic) > 0) {
        notes.add(EXONIC_ONLY);
      }
      return Collections.nCopies(copies(exonic), BOTH);
    }
    if (exonic < 0) {
      return Collections.nCopies(copies(intronic), INTRONIC_ALONE);
    }
    return isWhole(intronic) && isWhole(exonic)
        ? bothKnown(copies(intronic), copies(exonic))
        : List.of();
  }

  private List<String> bothKnown(int introns, int exons) {
    if (exons > introns) {
      notes.add(MISMATCH);
    }
    int together = Math.min(introns, exons);
    List<String> alleles = new ArrayList<>(Collections.nCopies(introns - together, INTRONIC_ALONE));
    alleles.addAll(Collections.nCopies(together, BOTH));
    return alleles;
  }

  private int copies(int site) {
    int copies = 0;
    for (int side = 0; site >= 0 && side < 2; side++) {
      copies += isVariant(site, strands.base(site, side)) ? 1 : 0;
    }
    return copies;
  }

  private boolean isWhole(int site) {
    return strands.base(site, 0) != null && strands.base(site, 1) != null;
  }

  private boolean isVariant(int site, String base) {
    return base != null && !base.equals(strands.position(site).reference());
  }
}
