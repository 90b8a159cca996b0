package org.medley.jobs.polygenic.weight;

import org.medley.jobs.polygenic.weight.LinearEffect.Inheritance;

/** Reads a row with the columns of the PGS Catalog (format 2.0, harmonised or not). */
final class CatalogRow {
  private final Cells cells;
  private final boolean harmonised;

  CatalogRow(Cells cells, boolean harmonised) {
    this.cells = cells;
    this.harmonised = harmonised;
  }

  /** The weight; not to be used where cells have problems. */
  Weight weight(long line) {
    boolean interaction = cells.flag("is_interaction");
    boolean haplotype = cells.flag("is_haplotype");
    boolean diplotype = cells.flag("is_diplotype");
    Effect effect = effect();
    Category unscorable =
        interaction ? Category.INTERACTION : haplotype || diplotype ? Category.HAPLOTYPE : null;
    Variant variant = variant(unscorable == null);
    if (unscorable == null && variant.effectAllele() != null) {
      unscorable = unscorable(variant);
    }
    return new Weight(line, variant, unscorable == null ? effect : null, unscorable);
  }

  private Variant variant(boolean wanted) {
    String contig = cells.contig(harmonised ? "hm_chr" : "chr_name");
    int position = cells.position(harmonised ? "hm_pos" : "chr_position");
    String id = cells.text("hm_rsID") == null ? cells.text("rsID") : cells.text("hm_rsID");
    String effectAllele = cells.allele("effect_allele");
    boolean placed = contig != null && position > 0;
    if (wanted && effectAllele == null) {
      cells.problem("effect_allele is empty");
    }
    if (wanted && !placed && !harmonised && id == null) {
      cells.problem("there is neither a position (chr_name, chr_position) nor an rsID");
    }
    return placed
        ? new Variant(contig, position, id, effectAllele, otherAllele())
        : new Variant(null, 0, id, effectAllele, otherAllele());
  }

  /** The single other allele; where several are stated they say nothing, as in pgsc_calc. */
  private String otherAllele() {
    String stated = cells.allele("other_allele");
    String other = stated == null ? cells.allele("hm_inferOtherAllele") : stated;
    return other == null || other.contains("/") ? null : other;
  }

  private Category unscorable(Variant variant) {
    boolean bases =
        Cells.isBases(variant.effectAllele())
            && (variant.otherAllele() == null || Cells.isBases(variant.otherAllele()));
    if (!bases) {
      return Category.COMPLEX;
    }
    return harmonised && !variant.isPlaced() ? Category.UNMAPPED : null;
  }

  private Effect effect() {
    boolean dominant = cells.flag("is_dominant");
    boolean recessive = cells.flag("is_recessive");
    if (dominant && recessive) {
      cells.problem("it is both dominant and recessive");
    }
    Double weight = cells.number("effect_weight");
    if (weight != null) {
      Inheritance inheritance =
          dominant
              ? Inheritance.DOMINANT
              : recessive ? Inheritance.RECESSIVE : Inheritance.ADDITIVE;
      return new LinearEffect(inheritance, weight);
    }
    Double none = cells.number("dosage_0_weight");
    Double one = cells.number("dosage_1_weight");
    Double two = cells.number("dosage_2_weight");
    if (none != null && one != null && two != null) {
      return new DosageEffect(none, one, two);
    }
    if (cells.problems().isEmpty()) {
      cells.problem("there is neither effect_weight nor all of dosage_0_weight to dosage_2_weight");
    }
    return null;
  }
}
