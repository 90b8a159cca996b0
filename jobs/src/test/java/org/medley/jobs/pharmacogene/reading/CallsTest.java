package org.medley.jobs.pharmacogene.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.source.RejectedLine;

class CallsTest {
  /** The reference, an alternate, one that is no bases, and another. */
  private static final List<String> ALLELES = Arrays.asList("C", "T", null, "G");

  @Test
  void readsTwoAlleles() throws RejectedLine {
    assertThat(read("10", "0/1")).isEqualTo("C/T");
    assertThat(read("10", "1|0")).isEqualTo("T|C");
    assertThat(read("10", "|1|0")).isEqualTo("T|C");
    assertThat(read("10", "0/1/3")).isEqualTo("C/T");
    assertThat(text(Calls.of("10", ALLELES, call("1|0", "17")))).isEqualTo("T|C:17");
  }

  @Test
  void aDotIsNoCall() throws RejectedLine {
    assertThat(read("10", "./.")).isEqualTo(".");
    assertThat(read("10", ".")).isEqualTo(".");
    assertThat(read("10", "0/.")).isEqualTo(".");
    assertThat(read("10", ".|0")).isEqualTo(".");
    assertThat(read("10", "1/.")).isEqualTo("T/.");
    assertThat(text(Calls.of("10", ALLELES, new RecordCall(null, null, List.of())))).isEqualTo(".");
  }

  @Test
  void oneAlleleIsAllThereIsOnXOnly() throws RejectedLine {
    assertThat(read("X", "1")).isEqualTo("T");
    assertThat(read("X", "0")).isEqualTo("C");
    assertThat(read("10", "0")).isEqualTo(".");
    assertThat(read("10", "1")).isEqualTo("T/.");
  }

  @Test
  void anAlleleThatIsNoBasesIsNoCall() throws RejectedLine {
    assertThat(read("10", "0/2")).isEqualTo(".");
    assertThat(read("10", "0/3")).isEqualTo("C/G");
  }

  @Test
  void heterozygousWithoutReadsOfBothIsNoCall() throws RejectedLine {
    assertThat(text(Calls.of("10", ALLELES, call("0/1", List.of(30, 0, 0, 0))))).isEqualTo(".");
    assertThat(text(Calls.of("10", ALLELES, call("0/1", List.of(30, 9, 0, 0))))).isEqualTo("C/T");
    assertThat(text(Calls.of("10", ALLELES, call("1/1", List.of(0, 9, 0, 0))))).isEqualTo("T/T");
  }

  @Test
  void malformedGenotypesAreRefused() {
    for (String text : List.of("", "a", "0/", "/", "0//1", "0/4", "-1/0", "0/9999999", "0\\1")) {
      assertThatThrownBy(() -> Genotype.parse(text, 3)).isInstanceOf(RejectedLine.class);
    }
    assertThatThrownBy(() -> Genotype.parse("0/4", 3))
        .hasMessage("a call names an allele that the site does not have");
  }

  @Test
  void splitCallsArePutTogether() {
    assertThat(merged("C/T", "C/G")).isEqualTo("T/G");
    assertThat(merged("C/C", "C/G")).isEqualTo("C/G");
    assertThat(merged("C/C", "C/C")).isEqualTo("C/C");
    assertThat(merged("./T", "G/.")).isEqualTo("T/G");
    assertThat(merged("C/T", ".")).isEqualTo("C/T");
    assertThat(merged("T|C", "C|G")).isEqualTo("T|G");
    assertThat(merged("T|C:5", "C|G:5")).isEqualTo("T|G:5");
    assertThat(merged("T", "C")).isEqualTo("T");
  }

  @Test
  void splitCallsThatContradictOneAnotherAreNoCall() {
    assertThat(merged("T/T", "C/G")).isEqualTo(".");
    assertThat(merged("T|C", "G|C")).isEqualTo(".");
    assertThat(merged("T", "G")).isEqualTo(".");
    assertThat(merged("T", "C/G")).isEqualTo(".");
  }

  private static String read(String contig, String genotype) throws RejectedLine {
    return text(Calls.of(contig, ALLELES, call(genotype, (String) null)));
  }

  private static RecordCall call(String genotype, String phaseSet) throws RejectedLine {
    return new RecordCall(Genotype.parse(genotype, 3), phaseSet, List.of());
  }

  private static RecordCall call(String genotype, List<Integer> depths) throws RejectedLine {
    return new RecordCall(Genotype.parse(genotype, 3), null, depths);
  }

  private static String merged(String one, String other) {
    return text(new SplitCalls("C").merge(SiteCall.parse(one), SiteCall.parse(other)));
  }

  private static String text(SiteCall call) {
    return call.text();
  }
}
