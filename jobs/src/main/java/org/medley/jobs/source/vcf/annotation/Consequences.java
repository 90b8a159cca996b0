package org.medley.jobs.source.vcf.annotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The impact of each consequence, as Ensembl publishes it ("Calculated variant consequences",
 * release 115, ensembl.org/info/genome/variation/prediction/predicted_data.html), with three names
 * that older releases used. Releases before 110 gave {@code feature_elongation} and {@code
 * feature_truncation} the impact MODIFIER, and early ones gave ablations of regulatory regions and
 * binding sites MODERATE; what a file states goes before this table.
 */
final class Consequences {
  /** The impacts, the gravest first. */
  static final List<String> IMPACTS = List.of("HIGH", "MODERATE", "LOW", "MODIFIER");

  private static final Map<String, Integer> BY_TERM = byTerm();

  private Consequences() {}

  /** {@code stated} where that is an impact, else that of {@code terms}. */
  static String impact(String stated, String terms) {
    return stated != null && IMPACTS.contains(stated) ? stated : impact(terms);
  }

  /** The gravest impact of {@code terms}, parted by an ampersand; null: no term is known. */
  static String impact(String terms) {
    int gravest = IMPACTS.size();
    for (String term : terms.split("&")) {
      gravest = Math.min(gravest, BY_TERM.getOrDefault(term, gravest));
    }
    return gravest == IMPACTS.size() ? null : IMPACTS.get(gravest);
  }

  private static Map<String, Integer> byTerm() {
    Map<String, Integer> impacts = new HashMap<>();
    put(
        impacts,
        "HIGH",
        "transcript_ablation splice_acceptor_variant splice_donor_variant stop_gained"
            + " frameshift_variant stop_lost start_lost transcript_amplification"
            + " feature_elongation feature_truncation initiator_codon_variant");
    put(
        impacts,
        "MODERATE",
        "inframe_insertion inframe_deletion missense_variant protein_altering_variant");
    put(
        impacts,
        "LOW",
        "splice_donor_5th_base_variant splice_region_variant splice_donor_region_variant"
            + " splice_polypyrimidine_tract_variant incomplete_terminal_codon_variant"
            + " start_retained_variant stop_retained_variant synonymous_variant");
    put(
        impacts,
        "MODIFIER",
        "coding_sequence_variant mature_miRNA_variant 5_prime_UTR_variant 3_prime_UTR_variant"
            + " non_coding_transcript_exon_variant intron_variant NMD_transcript_variant"
            + " non_coding_transcript_variant coding_transcript_variant upstream_gene_variant"
            + " downstream_gene_variant TFBS_ablation TFBS_amplification TF_binding_site_variant"
            + " regulatory_region_ablation regulatory_region_amplification"
            + " regulatory_region_variant intergenic_variant sequence_variant"
            + " nc_transcript_variant non_coding_exon_variant");
    return impacts;
  }

  private static void put(Map<String, Integer> impacts, String impact, String terms) {
    for (String term : terms.split(" ")) {
      impacts.put(term, IMPACTS.indexOf(impact));
    }
  }
}
