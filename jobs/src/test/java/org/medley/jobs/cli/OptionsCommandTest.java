package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OptionsCommandTest {
  @Test
  void anIdentifierIsANumberOf63Bits() {
    assertThat(OptionsCommand.isIdentifier("0")).isTrue();
    assertThat(OptionsCommand.isIdentifier("9223372036854775807")).isTrue();
    assertThat(OptionsCommand.isIdentifier("9223372036854775808")).isFalse();
    assertThat(OptionsCommand.isIdentifier("-1")).isFalse();
    assertThat(OptionsCommand.isIdentifier("12a")).isFalse();
  }
}
