package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.jobs.source.RejectedLine;

class CallTest {
  @ParameterizedTest(name = "{0} has ploidy {1}, {3} of allele 1, {4} of allele 2")
  @CsvSource({
    // call, ploidy, phased, copies of 1, copies of 2, complete
    "0|1,   2, true,  1, 0, true",
    "1/0,   2, false, 1, 0, true",
    "1/1,   2, false, 2, 0, true",
    "1|2,   2, true,  1, 1, true",
    "2/2,   2, false, 0, 2, true",
    "1,     1, false, 1, 0, true",
    "|1,    1, true,  1, 0, true",
    "/1,    1, false, 1, 0, true",
    "|0|1,  2, true,  1, 0, true",
    "/0|1,  2, false, 1, 0, true",
    "./.,   2, false, 0, 0, false",
    ".|.,   2, true,  0, 0, false",
    ".,     1, false, 0, 0, false",
    "0/.,   2, false, 0, 0, false",
    "1/.,   2, false, 1, 0, false",
    "0|0|1, 3, true,  1, 0, true",
    "0|0/1, 3, false, 1, 0, true",
    "0/0002,2, false, 0, 1, true",
  })
  void aCallIsItsAlleles(
      String text, int ploidy, boolean phased, int first, int second, boolean complete)
      throws RejectedLine {
    Call call = Call.of(text, 2);

    assertThat(call.ploidy()).isEqualTo(ploidy);
    assertThat(call.phased).isEqualTo(phased);
    assertThat(call.copies(1)).isEqualTo(first);
    assertThat(call.copies(2)).isEqualTo(second);
    assertThat(call.complete()).isEqualTo(complete);
  }

  @ParameterizedTest(name = "of {0} alternate 1 has {1} and alternate 2 has {2}")
  @CsvSource({
    "0|1,   0|1,   0|.",
    "2/1,   ./1,   1/.",
    "1/.,   1/.,   ./.",
    "2,     .,     1",
    "|1,    1,     .",
    "0/1|2, 0/1/., 0/./1",
  })
  void splitByAlternateTheOthersAreNeitherReferenceNorThisOne(
      String text, String first, String second) throws RejectedLine {
    Call call = Call.of(text, 2);

    assertThat(call.genotype(1)).isEqualTo(first);
    assertThat(call.genotype(2)).isEqualTo(second);
    assertThat(Call.NONE.genotype(1)).isEqualTo(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0|0", "0/0", "0", "0|0|0", "|0", "00/0"})
  void referenceOnlyIsNoCallToKeep(String text) throws RejectedLine {
    assertThat(Call.of(text, 2).isReference()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "|", "0/", "/", "0//1", "a/1", "1/C", "-1/0", "0.000", "0\\1", "0/ 1"})
  void whatIsNotACallIsRejected(String text) {
    assertThat(code(text)).isEqualTo("bad-genotype");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "3", "2147483648/0", "0|999999999"})
  void anAlleleMustBeOfTheSite(String text) {
    assertThat(code(text)).isIn("no-such-allele", "bad-genotype");
  }

  private static String code(String text) {
    return catchThrowableOfType(RejectedLine.class, () -> Call.of(text, 2)).code();
  }
}
