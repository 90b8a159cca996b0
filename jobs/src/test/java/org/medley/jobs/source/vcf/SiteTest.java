package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.source.RejectedLine;

class SiteTest {
  private static final FileLayout LAYOUT = Lines.layout(List.of("S2", "S1"));

  @Test
  void aLineIsItsSiteAndTheCallsThatAreNotReference() throws RejectedLine {
    Site site = parse("chr1 100 rs1;rs2 c t,<DEL>,* 29.5 q10;s50 DP=3 GT:DP:GQ 1|3:9:45 0/2");

    assertThat(site.contig).isEqualTo("1");
    assertThat(site.position).isEqualTo(100);
    assertThat(site.id).isEqualTo("rs1;rs2");
    assertThat(site.reference).isEqualTo("C");
    assertThat(site.alternates).containsExactly("T", "<DEL>", "*");
    assertThat(site.quality).isEqualTo(29.5);
    assertThat(site.filter).isEqualTo("q10;s50");
    // In the order of the names: the second column is S1.
    assertThat(bySample(site, group -> group.call.copies(2))).containsExactly("0 1", "1 0");
    assertThat(bySample(site, group -> group.call.copies(3))).containsExactly("0 0", "1 1");
    assertThat(bySample(site, group -> Arrays.toString(group.qualities())))
        .containsExactly("0 []", "1 [45]");
  }

  @Test
  void whatIsMissingIsNull() throws RejectedLine {
    Site site = parse("X 0 . N . . . . GT 0|0 0");

    assertThat(site.id).isNull();
    assertThat(site.quality).isNull();
    assertThat(site.filter).isNull();
    assertThat(site.alternates).isEmpty();
    assertThat(site.calls.differing()).isEmpty();
    assertThat(site.samples).isEqualTo(2);
  }

  @Test
  void theGenotypeIsFoundWhereFormatSaysAndDecimalsOfItsQualityAreCutOff() throws RejectedLine {
    Site site = parse("1 100 . C T . . . GQ:DP:GT 13.9:7:0|1 12:7:1/1");

    assertThat(bySample(site, group -> group.call.copies(1))).containsExactly("0 2", "1 1");
    assertThat(bySample(site, group -> Arrays.toString(group.qualities())))
        .containsExactly("0 [12]", "1 [13]");
    // What is left out at the end of a sample's column is missing.
    assertThat(bySample(parse("1 100 . C T . . . DP:GT 3 3:0|1"), group -> group.call.complete()))
        .containsExactly("0 true", "1 false");
  }

  @Test
  void aPhaseSetIsKeptWithPhasedCalls() throws RejectedLine {
    assertThat(phaseSets("1 100 . C T . . . GT:PS 0|1:100 1|0:PATMAT"))
        .containsExactly("0 [PATMAT]", "1 [100]");
    assertThat(phaseSets("1 100 . C T . . . PS:GT 100:0/1 .:0|1")).containsExactly("0 []", "1 []");
  }

  @Test
  void withoutGenotypesEverySampleIsMissing() throws RejectedLine {
    Site site = parse("1 100 . C T . . . DP 3 4");

    assertThat(bySample(site, group -> group.call.complete()))
        .containsExactly("0 false", "1 false");
    assertThat(bySample(site, group -> group.call.ploidy())).containsExactly("0 0", "1 0");
  }

  @Test
  void breakendsAreAlternates() throws RejectedLine {
    assertThat(parse("1 9 . C ]1:100]AGT,AGT[<ctg1>:7[,.A,G. . . . GT 0/4 1/2").alternates)
        .hasSize(4);
  }

  @ParameterizedTest(name = "{1} is {0}")
  @CsvSource({
    "too-few-columns,      1 100 . C T . . . GT 0|0",
    "too-few-columns,      1 100 . C T",
    "too-many-columns,     1 100 . C T . . . GT 0|0 0|0 0|0",
    "bad-contig,           chr;1 100 . C T . . . GT 0|0 0|0",
    "bad-position,         1 . . C T . . . GT 0|0 0|0",
    "bad-position,         1 -1 . C T . . . GT 0|0 0|0",
    "bad-position,         1 3O115542 . C T . . . GT 0|0 0|0",
    "bad-position,         1 99999999999 . C T . . . GT 0|0 0|0",
    "bad-position,         chr22 51304568 . C T . . . GT 0|0 0|0",
    "bad-reference,        1 100 . . T . . . GT 0|0 0|0",
    "bad-reference,        1 100 . R T . . . GT 0|0 0|0",
    "bad-alternate,        1 100 . C R . . . GT 0|0 0|0",
    "bad-alternate,        1 100 . C A;;T . . . GT 0|0 0|0",
    "bad-alternate,        1 100 . C <INS>BLAH> . . . GT 0|0 0|0",
    "bad-alternate,        1 100 . C [1:100[ . . . GT 0|0 0|0",
    "duplicate-allele,     1 100 . C T;t . . . GT 0|0 0|0",
    "duplicate-allele,     1 100 . C C . . . GT 0|0 0|0",
    "bad-quality,          1 100 . C T high . . GT 0|0 0|0",
    "bad-quality,          1 100 . C T 1e999 . . GT 0|0 0|0",
    "bad-quality,          1 100 . C T NaN . . GT 0|0 0|0",
    "bad-format,           1 100 . C T . . . GT:GT 0|0:0|0 0|0:0|0",
    "bad-format,           1 100 . C T . . . GT:: 0|0 0|0",
    "bad-genotype,         1 100 . C T . . . GT 1/C 0|0",
    "bad-genotype,         1 100 . C T . . . GT 0/1:7 0|0",
    "no-such-allele,       1 100 . C T . . . GT 0/2 0|0",
    "no-such-allele,       1 100 . C . . . . GT 0/1 0|0",
    "bad-genotype-quality, 1 100 . C T . . . GT:GQ 0/1:x 0|0:9",
    "bad-genotype-quality, 1 100 . C T . . . GT:GQ 0/1:-3 0|0:9",
  })
  void aMalformedLineIsRejectedForItsReason(String code, String line) {
    // Semicolons stand for commas here.
    assertThat(code(line.replace(';', ',').replace(' ', '\t'))).isEqualTo(code);
  }

  @Test
  void aLineCannotFillTheMemoryWithAlternates() {
    String many = "<A>" + ",<B>".repeat(1_000_000);
    assertThat(code("1\t1\t.\tC\t" + many + "\t.\t.\t.\tGT\t0|0\t0|0"))
        .isEqualTo("too-many-alleles");
    String longReference = "A".repeat(1 << 20);
    String some = "<A0>";
    for (int i = 1; i < 100; i++) {
      some += ",<A" + i + ">";
    }
    assertThat(code("1\t1\t.\t" + longReference + "\t" + some + "\t.\t.\t.\tGT\t0|0\t0|0"))
        .isEqualTo("too-many-alleles");
  }

  @Test
  void theMitochondrionOfAnotherAssemblyIsRejectedLineByLine() {
    VcfHeader header =
        Lines.header(
            "a.vcf",
            "##fileformat=VCFv4.2",
            "##contig=<ID=chrM,length=16571>",
            Lines.COLUMNS + "\tFORMAT\tS1");
    FileLayout layout =
        FileLayout.of(List.of(header), List.of("S1"), GenomeBuild.GRCH37).get("a.vcf");
    String line = "chrM 100 . C T . . . GT 1".replace(' ', '\t');
    assertThat(
            catchThrowableOfType(
                    RejectedLine.class, () -> Site.parse(line, layout, GenomeBuild.GRCH37))
                .code())
        .isEqualTo("wrong-contig-length");
  }

  private static Site parse(String line) throws RejectedLine {
    return Site.parse(line.replace(' ', '\t'), LAYOUT, GenomeBuild.GRCH37);
  }

  /** One text per sample that is not homozygous reference: its number and what it has. */
  private static List<String> bySample(Site site, Function<CallGroup, Object> has) {
    return site.calls.differing().stream()
        .flatMap(
            group -> Arrays.stream(group.samples()).mapToObj(one -> one + " " + has.apply(group)))
        .sorted()
        .toList();
  }

  private static List<String> phaseSets(String line) throws RejectedLine {
    return bySample(parse(line), group -> Arrays.toString(group.phaseSets()));
  }

  private static String code(String line) {
    return catchThrowableOfType(
            RejectedLine.class, () -> Site.parse(line, LAYOUT, GenomeBuild.GRCH37))
        .code();
  }
}
