package org.medley.jobs.pharmacogene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** PharmCAT's table of what unphased calls of NAT2 come to. */
class Nat2TableTest {
  private static final List<String> RSIDS =
      List.of("rs1801279", "rs1801280", "rs1799930", "rs1208", "rs1799931");

  private static final Pattern RSID = Pattern.compile("rs[0-9]+");
  private static final int FIRST_CALL = 2;
  private static final int OUTPUT = 7;
  private static final int PICK = 8;

  private final Caller caller =
      Pharmacogenes.read(List.of(Expectations.SHIPPED)).caller(MatchSettings.ORDINARY);

  @TestFactory
  Stream<DynamicTest> agreesWithTheTable() {
    return Expectations.lines(Expectations.BUNDLED.resolve("NAT2_genotype_to_call.tsv")).stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> check(line.split("\t", -1))));
  }

  private void check(String[] cells) {
    GeneCall call = caller.call("NAT2", vector(cells));

    String pick = cells.length > PICK ? cells[PICK].strip() : "";
    String output = cells[OUTPUT].strip();
    if (output.equals("not called")) {
      assertThat(call.called()).isFalse();
    } else {
      assertThat(call.diplotypes())
          .containsExactlyInAnyOrder((pick.isEmpty() ? output : pick).split(" or "));
    }
  }

  private GenotypeVector vector(String[] cells) {
    List<String> missing = new ArrayList<>();
    Matcher rsid = RSID.matcher(cells[0]);
    while (rsid.find()) {
      missing.add(rsid.group());
    }
    List<SiteCall> vector = new ArrayList<>();
    for (Position site : caller.definition("NAT2").sites()) {
      int column = RSIDS.indexOf(site.rsid());
      List<String> bases =
          column < 0
              ? List.of(site.reference(), site.reference())
              : Arrays.asList(cells[FIRST_CALL + column].split("/"));
      vector.add(
          missing.contains(site.rsid())
              ? SiteCall.ABSENT
              : SiteCall.unphased(bases.get(0), bases.get(1)));
    }
    return new GenotypeVector(vector);
  }
}
