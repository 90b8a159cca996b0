package org.medley.jobs.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTest {
  @Test
  void textsAndAttributesAreEscaped() {
    assertThat(
            Element.of("p", "a\"b")
                .with("title", "'<&>'\u202e")
                .text("</p><script>&amp;\u0000")
                .add(Element.of("br"))
                .render())
        .isEqualTo(
            "<p class=\"a&quot;b\" title=\"&#39;&lt;&amp;&gt;&#39;⟨U+202E⟩\">"
                + "&lt;/p&gt;&lt;script&gt;&amp;amp;␀<br/></p>");
  }

  @ParameterizedTest
  @CsvSource({
    "onclick, x",
    "ONLOAD, x",
    "src, x",
    "style, color: red",
    "href, javascript:x",
    "href, //host",
    "'x y', x"
  })
  void whatCouldLoadOrRunIsRefused(String attribute, String value) {
    assertThatThrownBy(() -> Element.of("a").with(attribute, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is refused");
  }

  @Test
  void scriptsAndOddNamesAreNoElements() {
    assertThatThrownBy(() -> Element.of("script"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no element is named 'script'");
    assertThatThrownBy(() -> Element.of("p>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no element is named 'p>'");
  }

  @Test
  void aStyleSheetCannotEndItself() {
    assertThatThrownBy(() -> Element.of("style").styleSheet("a{}</style>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a style sheet");
  }
}
