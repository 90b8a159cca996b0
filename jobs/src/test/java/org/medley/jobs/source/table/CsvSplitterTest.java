package org.medley.jobs.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.medley.jobs.source.RejectedLine;

class CsvSplitterTest {
  @Test
  void cellsArePartedByTheDelimiterAndLoseTheSpacesAroundThem() throws RejectedLine {
    assertThat(CsvSplitter.split("a, b ,,00123,", ',')).containsExactly("a", "b", "", "00123", "");
    assertThat(CsvSplitter.split("a\t\tb", '\t')).containsExactly("a", "", "b");
    assertThat(CsvSplitter.split("", ',')).containsExactly("");
  }

  @Test
  void quotedCellsMayHoldDelimitersAndDoubledQuotes() throws RejectedLine {
    assertThat(CsvSplitter.split("\"a,b\", \"say \"\"x\"\"\" ,\"\",c", ','))
        .containsExactly("a,b", "say \"x\"", "", "c");
  }

  @Test
  void aQuotedCellMustEnd() {
    assertThat(code("a,\"b")).isEqualTo("unclosed-quote");
    assertThat(code("a,\"b\"\"")).isEqualTo("unclosed-quote");
  }

  @Test
  void strayQuotesAreRejected() {
    assertThat(code("a,b\"c")).isEqualTo("bad-quote");
    assertThat(code("a,\"b\"c,d")).isEqualTo("bad-quote");
  }

  private static String code(String line) {
    return catchThrowableOfType(RejectedLine.class, () -> CsvSplitter.split(line, ',')).code();
  }
}
