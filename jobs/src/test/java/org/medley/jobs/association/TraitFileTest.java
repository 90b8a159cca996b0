package org.medley.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

class TraitFileTest {
  private static final Configuration HADOOP = new Configuration();
  private static final Map<String, Integer> SAMPLES = Map.of("A", 0, "B", 1, "C", 2);

  @TempDir private Path folder;

  @Test
  void plinksFilesWithAndWithoutNames() throws IOException {
    TraitColumn first =
        TraitFile.phenotype(file("F A 1.5 1\nF C -9 2\nF X 3 1\n"), HADOOP, SAMPLES, null);
    assertThat(first.name()).isEqualTo("1");
    assertThat(first.values()).containsExactly(1.5, Double.NaN, Double.NaN);
    assertThat(first.known()).isEqualTo(1);

    List<TraitColumn> named =
        TraitFile.read(
            file("#FID IID bmi age\nF B NA 40\n"), HADOOP, SAMPLES, List.of("age", "bmi"));
    assertThat(named).extracting(TraitColumn::name).containsExactly("age", "bmi");
    assertThat(named.get(0).values()).containsExactly(Double.NaN, 40, Double.NaN);
  }

  @Test
  void csvWithQuotesAndSexesInWords() throws IOException {
    SourceFile csv = file("\"sample.id\",\"family.id\",\"sex\"\n\"B\",\"x, y\",F\nA,,male\n");
    List<TraitColumn> columns = TraitFile.read(csv, HADOOP, SAMPLES, List.of());
    assertThat(columns).hasSize(1);
    assertThat(columns.get(0).isSex()).isTrue();
    assertThat(columns.get(0).values()).containsExactly(1, 2, Double.NaN);
  }

  @Test
  void tellsTheCodingsOfCasesApart() throws IOException {
    TraitColumn plink = TraitFile.phenotype(file("A A 2\nB B 1\nC C 0\n"), HADOOP, SAMPLES, null);
    assertThat(plink.isCaseControl()).isTrue();
    assertThat(plink.cases()).containsExactly(1, 0, Double.NaN);
    TraitColumn zeros = TraitFile.phenotype(file("A A 1\nB B 0\nC C NA\n"), HADOOP, SAMPLES, null);
    assertThat(zeros.cases()).containsExactly(1, 0, Double.NaN);
    assertThat(TraitFile.phenotype(file("A A 3\n"), HADOOP, SAMPLES, null).isCaseControl())
        .isFalse();
  }

  @Test
  void refusesWhatIsNotClear() {
    assertRefused("IID,bmi,age\nA,1,2\n", null, "several columns, and none is named: bmi, age");
    assertRefused("IID,bmi\nA,1\n", "age", "has no column age; it has bmi");
    assertRefused("IID\nA\n", null, "has no column of values");
    assertRefused("", null, "is empty");
    assertRefused("A A 1\nA A 2\n", null, "line 2 names a sample again");
    assertRefused("A A much\nB B Infinity\n", null, "line 1 has no number in 1");
    assertRefused("A A 1\nB B Infinity\n", null, "line 2 has no number in 1");
    assertRefused("A A 1\nB B\n", null, "line 2 has 2 columns and not 3");
  }

  private void assertRefused(String text, String name, String why) {
    assertThatThrownBy(() -> TraitFile.phenotype(file(text), HADOOP, SAMPLES, name))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("much");
  }

  private SourceFile file(String text) throws IOException {
    return SourceFile.named(Files.writeString(folder.resolve("t.txt"), text).toString(), HADOOP);
  }
}
