package org.medley.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void escapeSequencesCannotReachATerminal() {
    assertThat(Visible.line("\u001b[31mred\u001b]0;title\u0007\u009b2J\u007f\0"))
        .isEqualTo("␛[31mred␛]0;title␇⟨U+009B⟩2J␡␀");
  }

  @Test
  void directionAndWidthTricksAreShown() {
    assertThat(Visible.line("a\u202eb\u2066c\u200bd\ufeffe\u2028f\udb40\udc41"))
        .isEqualTo("a⟨U+202E⟩b⟨U+2066⟩c⟨U+200B⟩d⟨U+FEFF⟩e⟨U+2028⟩f⟨U+E0041⟩");
  }

  @Test
  void brokenTextIsShown() {
    assertThat(Visible.line("a\ud800b\uffff")).isEqualTo("a⟨U+D800⟩b⟨U+FFFF⟩");
  }

  @Test
  void onlyABlockKeepsItsLines() {
    assertThat(Visible.line("a\nb\tc\r")).isEqualTo("a␊b␉c␍");
    assertThat(Visible.block("a\nb\tc\r")).isEqualTo("a\nb␉c␍");
  }

  @Test
  void otherTextStaysAsItIs() {
    assertThat(Visible.line("Größe 日本 😀 10 µg/mL")).isEqualTo("Größe 日本 😀 10 µg/mL");
  }
}
