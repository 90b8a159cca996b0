package org.medley.jobs.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedleyKernelTest {
  private static final MedleyKernel KERNEL = new MedleyKernel();

  @AfterAll
  static void end() {
    KERNEL.onShutdown(false);
  }

  @Test
  void aCellSeesWhatEarlierOnesDeclaredAndShowsItsLastExpression() {
    assertThat(KERNEL.eval("var words = List.of(\"a\", \"b\");")).isNull();
    assertThat(text("// how many\nint n = words.size();\nn + 1")).isEqualTo("3");
    assertThat(KERNEL.eval("n + 1;")).isNull();
    assertThat(text("words.get(0)")).isEqualTo("a");
    assertThat(text("n")).isEqualTo("2");
    assertThat(KERNEL.eval("n = 2")).isNull();
    assertThat(KERNEL.eval("words.forEach(word -> {})")).isNull();
    assertThat(KERNEL.eval("// nothing but /* words */")).isNull();
    assertThat(text("record Pair(int a, int b) {}\nnew Pair(n, 4)")).isEqualTo("Pair[a=2, b=4]");
  }

  @Test
  void aResultIsShownAsPageAndText() {
    DisplayData shown =
        KERNEL.eval(
            "new Sheet(\"c\", List.of(Sheet.Column.text(\"rule\"), Sheet.Column.number(\"n\")),"
                + " List.of(List.of(\"age < 18\", \"7\")), \"\")");
    assertThat(shown.getData(MIMEType.TEXT_PLAIN)).isEqualTo("rule      n\nage < 18  7");
    assertThat(shown.getData(MIMEType.TEXT_HTML).toString())
        .startsWith("<div class=\"medley\"><style>.medley {")
        .contains("age &lt; 18</span></th><td class=\"number\"><span>7</span></td>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int a = 1;\\nint b = a / 0;       | line 2: ArithmeticException: / by zero",
        "\\n\\ncheck(1 > 2, 'it is so');   | line 3: this does not hold: it is so",
        "int c = 1;\\n"
            + "\\n"
            + "int d = nowhere;  | line 3: cannot find symbol: variable nowhere",
        "int e = 'text';                   | line 1: incompatible types: java.lang.String cannot be"
            + " converted to int",
        "if (true) {                       | line 1: the cell ends in the middle of what begins"
            + " here",
        "throw new org.medley.jobs.error.MedleyException(org.medley.jobs.error.ExitCode.USAGE,"
            + " 'what', 'remedy'); | line 1: what\\n  remedy"
      },
      quoteCharacter = '`')
  void aFailureIsASentenceWithItsLine(String cell, String message) {
    String code = cell.replace("\\n", "\n").replace('\'', '"');
    String expected = message.replace("\\n", "\n");
    assertThatThrownBy(() -> KERNEL.eval(code))
        .isInstanceOfSatisfying(
            CellFailure.class,
            failure -> {
              assertThat(failure).hasMessage(expected);
              assertThat(KERNEL.formatError(failure)).isEqualTo(expected.lines().toList());
            });
  }

  @Test
  void aFailureInsideAMethodOfAnotherCellNamesTheLineOfThisOne() {
    KERNEL.eval("int broken(int x) {\n  return x / 0;\n}");
    assertThatThrownBy(() -> KERNEL.eval("int before = 1;\nbroken(before)"))
        .hasMessage("line 2: ArithmeticException: / by zero");
  }

  @Test
  void unfinishedCodeIsCompletedAndTold() {
    assertThat(KERNEL.complete("\"a\".isBl", 8).getReplacements()).contains("isBlank()");
    assertThat(KERNEL.isComplete("int x = 1;")).isEqualTo("complete");
    assertThat(KERNEL.isComplete("for (int i = 0;")).isBlank();
    assertThat(KERNEL.inspect("Workbench.open(", 15, false).getData(MIMEType.TEXT_PLAIN).toString())
        .contains("Workbench Workbench.open()");
  }

  private static String text(String cell) {
    return KERNEL.eval(cell).getData(MIMEType.TEXT_PLAIN).toString();
  }
}
