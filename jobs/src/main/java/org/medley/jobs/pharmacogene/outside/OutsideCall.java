package org.medley.jobs.pharmacogene.outside;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.source.RejectedLine;

/**
 * A call of another tool; at least one of diplotype, phenotype and score is there.
 *
 * @param sample name of the sample; null if the file is about one sample only
 * @param gene symbol
 * @param diplotype null if not given
 * @param phenotype as tables name it; null if not given
 * @param activityScore as tables write it; null if not given
 */
public record OutsideCall(
    String sample, String gene, Diplotype diplotype, String phenotype, String activityScore)
    implements Serializable {
  private static final Set<String> ONE_ALLELE = Set.of("MT-RNR1");
  private static final Set<String> ONE_OR_TWO = Set.of("G6PD", "HLA-A", "HLA-B");

  /**
   * The call that another tool writes as these texts, in the words of the tables. Null and blank
   * ones are not given.
   *
   * @throws RejectedLine if it names no gene, says nothing of it, or gives it too many or too few
   *     alleles
   */
  public static OutsideCall of(
      String sample, String gene, String diplotype, String phenotype, String activityScore)
      throws RejectedLine {
    String symbol = given(gene);
    if (symbol == null) {
      throw new RejectedLine("no-gene", "it names no gene");
    }
    String alleles = given(diplotype);
    String effect = given(phenotype);
    String score = given(activityScore);
    if (alleles == null && effect == null && score == null) {
      throw new RejectedLine(
          "no-call", "it has neither a diplotype nor a phenotype nor an activity score");
    }
    return new OutsideCall(
        given(sample),
        symbol,
        alleles == null ? null : diplotype(symbol, alleles),
        effect == null ? null : OutsideNames.phenotype(effect),
        score == null ? null : OutsideNames.score(score));
  }

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Diplotype diplotype(String gene, String text) throws RejectedLine {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || Arrays.stream(parts).anyMatch(String::isBlank)) {
      throw new RejectedLine("bad-diplotype", "its diplotype is not one or two alleles");
    }
    if (parts.length == 2 && ONE_ALLELE.contains(gene)) {
      throw new RejectedLine("bad-diplotype", "it gives two alleles to a gene that has one");
    }
    if (parts.length == 1 && !ONE_ALLELE.contains(gene) && !ONE_OR_TWO.contains(gene)) {
      throw new RejectedLine("bad-diplotype", "it gives one allele to a gene that has two");
    }
    Haplotype first = OutsideNames.haplotype(gene, parts[0]);
    return parts.length == 1
        ? Diplotype.haploid(first)
        : Diplotype.of(first, OutsideNames.haplotype(gene, parts[1]));
  }
}
