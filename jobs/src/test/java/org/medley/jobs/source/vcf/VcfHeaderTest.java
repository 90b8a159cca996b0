package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.MedleyException;

class VcfHeaderTest {
  @Test
  void malformedMetaLinesDoNotStopTheReading() {
    VcfHeader header =
        Lines.header(
            "a.vcf",
            "##fileformat=VCFv4.1",
            "##ALT=<ID=DEL,Description=Deletion>",
            "##contig=<ID=chr22,assembly=b37,length=51304566>",
            "##FORMAT=<broken",
            Lines.COLUMNS + "\tFORMAT\tB\tA");

    assertThat(header.fault()).isNull();
    assertThat(header.lines()).isEqualTo(5);
    assertThat(header.columns()).isEqualTo(11);
    assertThat(header.samples()).containsExactly("B", "A");
    assertThat(header.contigLengths()).containsEntry("22", 51304566L);
  }

  @Test
  void aHeaderThatCannotBeUsedSaysWhy() {
    assertThat(Lines.header("a.vcf", "1\t100\t.\tC\tT\t.\t.\t.").fault().code())
        .isEqualTo("header-missing");
    assertBad("does not state version 4", Lines.COLUMNS);
    assertBad("does not state version 4", "##fileformat=VCFv3.3", Lines.COLUMNS);
    assertBad("not those of the format", "##fileformat=VCFv4.2", "#CHROM\tPOSITION\tID");
    assertBad("not FORMAT", "##fileformat=VCFv4.2", Lines.COLUMNS + "\tS1");
    assertBad(
        "the name of another", "##fileformat=VCFv4.2", Lines.COLUMNS + "\tFORMAT\tS1\tS2\tS1");
  }

  @Test
  void aSampleNeedsAName() {
    assertBad("has no name", "##fileformat=VCFv4.2", Lines.COLUMNS + "\tFORMAT\tS1\t");
  }

  @Test
  void filesOfAnotherOrMixedBuildsAreRefused() {
    VcfHeader old = withLength("old.vcf", "22", 51304566);
    VcfHeader recent = withLength("new.vcf", "chr22", 50818468);
    VcfHeader invented = withLength("toy.vcf", "22", 1000);
    VcfHeader ucsc = withLength("ucsc.vcf", "chrM", 16571);

    assertThatCode(() -> VcfHeaders.checkBuild(List.of(old, ucsc), GenomeBuild.GRCH37))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> VcfHeaders.checkBuild(List.of(old, recent), GenomeBuild.GRCH37))
        .isInstanceOf(MedleyException.class)
        .hasMessage(
            "the file new.vcf gives contig 22 the length 50818468, which is GRCh38 and not GRCh37");
    assertThatThrownBy(() -> VcfHeaders.checkBuild(List.of(invented), GenomeBuild.GRCH38))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("which is another build and not GRCh38");
  }

  @Test
  void filesOfOneSourceHoldTheSameSamplesInAnyOrder() {
    VcfHeader one = Lines.withSamples("1.vcf", List.of("B", "A"));
    VcfHeader two = Lines.withSamples("2.vcf", List.of("A", "B"));
    VcfHeader three = Lines.withSamples("3.vcf", List.of("A", "C"));

    assertThat(VcfHeaders.commonSamples(List.of(one, two))).containsExactly("A", "B");
    assertThatThrownBy(() -> VcfHeaders.commonSamples(List.of(one, two, three)))
        .isInstanceOf(MedleyException.class)
        .hasMessage("the files 1.vcf and 3.vcf hold different samples");
  }

  private static VcfHeader withLength(String file, String contig, long length) {
    return Lines.header(
        file,
        "##fileformat=VCFv4.2",
        "##contig=<ID=%s,length=%d>".formatted(contig, length),
        Lines.COLUMNS);
  }

  private static void assertBad(String message, String... lines) {
    VcfHeader header = Lines.header("a.vcf", lines);
    assertThat(header.fault().code()).isEqualTo("bad-header");
    assertThat(header.fault()).hasMessageContaining(message);
  }
}
