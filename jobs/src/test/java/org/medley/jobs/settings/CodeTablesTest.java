package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.covariate.ReferenceRange;

class CodeTablesTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private CodeTables tables() {
    return new CodeTables(folder, problems);
  }

  @Test
  void withoutFilesThereIsNothing() {
    assertThat(tables().referenceRanges()).isEmpty();
    assertThat(tables().ancestors()).isEmpty();
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void rangesMayHaveOneLimit() throws IOException {
    Files.writeString(
        folder.resolve("reference-ranges.csv"),
        """
        code,unit,low,high,name,source
        LOINC//1,mg/dL,0.5,1.5,"A, B",x

        LOINC//2,%,,5,C,x
        """);

    assertThat(tables().referenceRanges())
        .containsExactly(
            new ReferenceRange("LOINC//1", "mg/dL", OptionalDouble.of(0.5), OptionalDouble.of(1.5)),
            new ReferenceRange("LOINC//2", "%", OptionalDouble.empty(), OptionalDouble.of(5)));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyLineThatIsWrongIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("reference-ranges.csv"),
        """
        code,unit,low,high,name,source
        LOINC//1,mg/dL,0.5,high,A,x
        LOINC//2,%,6,5,C,x
        LOINC//3,%,,,C,x
        ,%,1,2,C,x
        LOINC//4,%,1,2,C,x
        LOINC//4,%,1,3,C,x
        """);
    Files.writeString(folder.resolve("parents.csv"), "child,parent\n");

    tables().referenceRanges();
    tables().ancestors();

    assertThat(problems.lines())
        .extracting(line -> line.replaceAll("^.*/", ""))
        .satisfiesExactly(
            line -> assertThat(line).contains("line 2", "no number"),
            line -> assertThat(line).contains("line 3", "low one above"),
            line -> assertThat(line).contains("line 4", "no limit"),
            line -> assertThat(line).contains("line 5", "fill it in"),
            line -> assertThat(line).contains("line 7", "repeats a code"),
            line -> assertThat(line).contains("line 1", "code,parent,source"));
  }

  @Test
  void ancestorsAreParentsOfParentsAndNeverTheCodeItself() throws IOException {
    Files.writeString(
        folder.resolve("parents.csv"),
        """
        code,parent,source
        S//c,S//b,x
        S//b,S//a,x
        S//c,S//z,x
        S//r,S//q,a circle
        S//q,S//r,a circle
        """);

    assertThat(tables().ancestors())
        .isEqualTo(
            Map.of(
                "S//c", List.of("S//a", "S//b", "S//z"),
                "S//b", List.of("S//a"),
                "S//r", List.of("S//q"),
                "S//q", List.of("S//r")));
  }
}
