package org.medley.jobs.burden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

class BurdenSettingsTest {
  @TempDir private Path folder;

  @Test
  void everythingThatAMaskMaySayIsRead() throws IOException {
    write(folder, "listed.csv", "ref,alt,contig,pos\nG,A,chr6,26093141\n\nC,<DEL>,X,7\n");
    BurdenSettings settings =
        read(
            """
            masks:
              lof: {impact: [HIGH], lof: HC, max-frequency: 0.01}
              missense:
                consequence: [missense_variant, inframe_deletion]
                max-frequency: 0.001
                frequency: [stated, both]
                transcripts: any
            genes: [BRCA1, ENSG00000139618]
            transcripts: canonical
            filter: pass
            carriers:
              brca2: {gene: BRCA2, mask: lof}
              hfe: {variants: [listed.csv, "6:26091179:C:G"], zygosity: biallelic}
            """);

    assertThat(settings.masks())
        .containsExactly(
            new Mask(
                "lof",
                List.of("HIGH"),
                List.of(),
                List.of("HC"),
                true,
                0.01,
                Set.of(Frequency.COHORT)),
            new Mask(
                "missense",
                List.of(),
                List.of("missense_variant", "inframe_deletion"),
                List.of(),
                false,
                0.001,
                Set.of(Frequency.values())));
    assertThat(settings.genes()).containsExactly("BRCA1", "ENSG00000139618");
    assertThat(settings.onlyPassed()).isTrue();
    assertThat(settings.carriers())
        .extracting(CarrierItem::name, CarrierItem::gene, CarrierItem::mask)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("brca2", "BRCA2", "lof"),
            org.assertj.core.groups.Tuple.tuple("hfe", null, null));
    assertThat(settings.carriers().get(1).variants())
        .extracting(NamedVariant::id)
        .containsExactly("6:26093141:G:A", "X:7:C:<DEL>", "6:26091179:C:G");
    assertThat(settings.carriers().get(1).zygosity()).isEqualTo(Zygosity.BIALLELIC);
  }

  @Test
  void whatIsNotSaidIsAnyTranscriptAndFilterOfAllGenesByTheCohort() throws IOException {
    BurdenSettings settings = read("masks: {lof: {impact: HIGH}}");

    assertThat(settings)
        .isEqualTo(
            new BurdenSettings(
                List.of(
                    new Mask(
                        "lof",
                        List.of("HIGH"),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        Set.of(Frequency.COHORT))),
                List.of(),
                false,
                List.of()));
  }

  @Test
  void filesThatMeanTheSameHaveOneText() throws IOException {
    String text = read("masks: {lof: {impact: HIGH, max-frequency: 0.010}}").canonical();

    assertThat(
            read("# said at length\nmasks:\n  lof:\n    max-frequency: 1e-2\n    impact: [HIGH]\n")
                .canonical())
        .isEqualTo(text);
    assertThat(read("masks: {lof: {impact: HIGH, max-frequency: 0.02}}").canonical())
        .isNotEqualTo(text);
  }

  @Test
  void aChangedListOfVariantsCounts() throws IOException {
    write(folder, "v.csv", "contig,pos,ref,alt\n1,5,A,C\n");
    String text = read("carriers: {x: {variants: v.csv}}").canonical();
    write(folder, "v.csv", "contig,pos,ref,alt\n1,6,A,C\n");

    assertThat(read("carriers: {x: {variants: v.csv}}").canonical()).isNotEqualTo(text);
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirKeys() throws IOException {
    write(folder, "bad.csv", "contig,pos,ref\n1,5,A\n");
    assertThatThrownBy(
            () ->
                read(
                    """
                    masks:
                      Lof: {impact: [HUGE], max-frequency: 2}
                      none: {max-frequency: 0.01, frequency: local}
                      term: {consequence: "missense variant", inpact: HIGH}
                    filter: passed
                    carriers:
                      a: {gene: BRCA2, mask: lost, zygosity: three}
                      b: {variants: ["1:0:A:C"]}
                      c: {variants: bad.csv, gene: G}
                      d: {variants: lacking.csv}
                      e: {}
                    """))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.CONFIGURATION)
        .message()
        .contains(
            "the configuration has 16 problems",
            "masks.Lof.(name): is not a plain name",
            "masks.Lof.impact: is 'HUGE'; use one of [HIGH, MODERATE, LOW, MODIFIER]",
            "masks.Lof.max-frequency: is 2.0; use a share above 0 and up to 1",
            "masks.none.impact: is missing; say impact, consequence or lof",
            "masks.none.frequency: is 'local'",
            "masks.term.consequence: is 'missense variant'",
            "masks.term.inpact: is not a known key; did you mean 'impact'?",
            "filter: is 'passed'; use one of [any, pass]",
            "carriers.a.mask: is 'lost'; use one of [Lof, none, term]",
            "carriers.a.zygosity: is 'three'; use one of [any, biallelic]",
            "carriers.b.variants: names '1:0:A:C'; write contig:position:reference:alternate",
            "carriers.c.gene: stands beside variants",
            "carriers.c.variants: names bad.csv, which lacks a column",
            "carriers.d.variants: names lacking.csv, which cannot be read",
            "carriers.e.gene: is missing",
            "carriers.e.mask: is missing");
  }

  @Test
  void aFileThatAsksForNothingIsRefused() {
    assertThatThrownBy(() -> read("genes: [G1]"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("masks: names no mask");
  }

  private BurdenSettings read(String yaml) throws IOException {
    write(folder, "burden.yaml", yaml);
    return BurdenSettings.read(folder.resolve("burden.yaml"));
  }

  @Test
  void theShippedExampleCanBeRead() {
    BurdenSettings settings = BurdenSettings.read(Path.of("..", "conf", "burden", "masks.yaml"));

    assertThat(settings.masks()).extracting(Mask::name).containsExactly("lof", "missense");
    assertThat(settings.carriers())
        .extracting(CarrierItem::name)
        .containsExactly("brca2-lof", "hfe-c282y");
  }
}
