package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Wobble;

/**
 * The alleles of a gene, laid out so that a sample is compared with few of their positions: an
 * allele is like the reference allele nearly everywhere, and so is a sample.
 */
final class AlleleTable implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> fill = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /** The alleles of {@code definition}. */
  AlleleTable(GeneDefinition definition) {
    NamedAllele reference = definition.reference();
    for (int i = 0; i < definition.positions().size(); i++) {
      String code = reference.bases().get(i);
      fill.add(Wobble.isWobble(code) ? definition.positions().get(i).reference() : code);
    }
    definition.alleles().forEach(allele -> entries.add(entry(allele)));
  }

  /** An allele, the positions that it is defined by, and those where it is not as blanks are. */
  private record Entry(NamedAllele allele, List<Integer> defined, List<Integer> apart)
      implements Serializable {}

  private Entry entry(NamedAllele allele) {
    List<Integer> defined = new ArrayList<>();
    List<Integer> apart = new ArrayList<>();
    for (int number = 0; number < fill.size(); number++) {
      String code = allele.bases().get(number);
      if (code != null) {
        defined.add(number);
        if (!code.equals(fill.get(number))) {
          apart.add(number);
        }
      }
    }
    return new Entry(allele, defined, apart);
  }

  /**
   * The alleles that agree with the strands somewhere, blanks read as the reference allele's bases.
   */
  List<Candidate> filled(Strands strands) {
    List<Integer> doubtful = new ArrayList<>();
    for (int site = 0; site < strands.size(); site++) {
      if (!strands.isHomozygous(site, fill.get(strands.number(site)))) {
        doubtful.add(site);
      }
    }
    List<Candidate> found = new ArrayList<>();
    for (Entry entry : entries) {
      filled(entry, strands, doubtful).ifPresent(found::add);
    }
    return found;
  }

  private Optional<Candidate> filled(Entry entry, Strands strands, List<Integer> doubtful) {
    int score = score(entry, strands);
    if (score == 0) {
      return Optional.empty();
    }
    Candidate candidate = new Candidate(entry.allele(), score, strands);
    for (int number : entry.apart()) {
      int site = strands.siteOf(number);
      if (site >= 0 && !candidate.narrow(site, entry.allele().bases().get(number))) {
        return Optional.empty();
      }
    }
    for (int site : doubtful) {
      int number = strands.number(site);
      String own = entry.allele().bases().get(number);
      if (!candidate.narrow(site, own == null ? fill.get(number) : own)) {
        return Optional.empty();
      }
    }
    return Optional.of(candidate);
  }

  /** The alleles of {@code choice} that agree where they are defined, whatever lies elsewhere. */
  List<Candidate> unfilled(Strands strands, Predicate<NamedAllele> choice) {
    List<Candidate> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (choice.test(entry.allele())) {
        unfilled(entry, strands).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Candidate> unfilled(Entry entry, Strands strands) {
    int score = score(entry, strands);
    if (score == 0) {
      return Optional.empty();
    }
    Candidate candidate = new Candidate(entry.allele(), score, strands);
    for (int number : entry.defined()) {
      int site = strands.siteOf(number);
      if (site >= 0 && !candidate.narrow(site, entry.allele().bases().get(number))) {
        return Optional.empty();
      }
    }
    return Optional.of(candidate);
  }

  private static int score(Entry entry, Strands strands) {
    int score = 0;
    for (int number : entry.defined()) {
      score += strands.siteOf(number) >= 0 ? 1 : 0;
    }
    return score;
  }
}
