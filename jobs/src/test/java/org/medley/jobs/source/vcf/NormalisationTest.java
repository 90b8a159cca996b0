package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.jobs.source.RejectedLine;

/** Variants and genotypes against those of bcftools; see the README beside the files. */
class NormalisationTest {
  @Test
  void variantsAndGenotypesAreThoseOfBcftools() throws Exception {
    ReferenceSequence reference = InventedSequence.ofFasta(Lines.resource("normalised/random.fa"));
    FileLayout layout = Lines.layout(List.of("S1", "S2"));
    List<String> rows = new ArrayList<>();
    for (String line : Lines.resource("normalised/random.vcf").lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      Site site = Site.parse(line, layout, GenomeBuild.GRCH37);
      reference.check(site.contig, site.position, site.reference);
      for (int number = 1; number <= site.alternates.size(); number++) {
        Variant variant =
            reference.normalise(
                new Variant(
                    site.contig, site.position, site.reference, site.alternates.get(number - 1)));
        rows.add(
            String.join(
                "\t", site.id, variant.id(), copies(site, 0, number), copies(site, 1, number)));
      }
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void aReferenceAlleleThatTheAssemblyContradictsIsRejected() throws RejectedLine {
    ReferenceSequence reference = InventedSequence.ofFasta(">1 invented\nACGTR\n");

    reference.check("1", 2, "CGTN");
    reference.check("1", 0, "A");
    for (Variant wrong :
        List.of(
            new Variant("1", 2, "CC", "C"),
            new Variant("1", 5, "NA", "N"),
            new Variant("2", 1, "A", "C"))) {
      assertThat(
              catchThrowableOfType(
                      RejectedLine.class,
                      () -> reference.check(wrong.contig(), wrong.position(), wrong.reference()))
                  .code())
          .isEqualTo("wrong-reference");
    }
  }

  @Test
  void aLongRepeatIsCrossedInTimeThatGrowsWithItsLength() {
    String repeat = "AC".repeat(100_000);
    ReferenceSequence reference = InventedSequence.ofFasta(">1\nG" + repeat + "\n");
    String end = repeat.substring(50_000);

    assertThat(reference.normalise(new Variant("1", 50_002, end, end + end)))
        .isEqualTo(new Variant("1", 1, "G", "G" + end));
  }

  /** Copies of the alternate; a dash where the call is incomplete. */
  private static String copies(Site site, int sample, int number) {
    return site.calls.differing().stream()
        .filter(group -> Arrays.stream(group.samples()).anyMatch(each -> each == sample))
        .map(group -> group.call)
        .map(call -> call.complete() ? "" + call.copies(number) : "-")
        .findFirst()
        .orElse("0");
  }

  private static List<String> expected() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Lines.resource("normalised/random-expected.tsv").lines().skip(1).toList()) {
      String[] cells = line.split("\t");
      String id = String.join(":", cells[1], cells[2], cells[3], cells[4]);
      rows.add(String.join("\t", cells[0], id, copies(cells[5]), copies(cells[6])));
    }
    return rows;
  }

  private static String copies(String genotype) {
    return genotype.contains(".") ? "-" : "" + genotype.chars().filter(c -> c == '1').count();
  }

  /** An assembly in memory. */
  private static final class InventedSequence implements ReferenceSequence {
    private final Map<String, String> contigs = new HashMap<>();

    static InventedSequence ofFasta(String text) {
      InventedSequence sequence = new InventedSequence();
      for (String contig : text.substring(1).split(">")) {
        String[] parts = contig.split("\n", 2);
        sequence.contigs.put(parts[0].split(" ")[0], parts[1].replace("\n", "").toUpperCase());
      }
      return sequence;
    }

    @Override
    public char base(String contig, int position) {
      String bases = contigs.getOrDefault(contig, "");
      if (position < 1 || position > bases.length()) {
        return NOWHERE;
      }
      char base = bases.charAt(position - 1);
      return "ACGT".indexOf(base) < 0 ? 'N' : base;
    }
  }
}
