package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailpointTest {
  @Test
  void onlyTheNamedPlaceIsDueAndOnlyAtItsNthTime() {
    Failpoint third = Failpoint.parse("here:3");
    assertThat(third.isDueAt("there")).isFalse();
    assertThat(third.isDueAt("here")).isFalse();
    assertThat(third.isDueAt("here")).isFalse();
    assertThat(third.isDueAt("here")).isTrue();
    assertThat(third.isDueAt("here")).isFalse();
    assertThat(Failpoint.parse("here").isDueAt("here")).isTrue();
  }

  @Test
  void nothingIsDueWhereNothingIsNamed() {
    assertThat(Failpoint.parse(null).isDueAt("here")).isFalse();
    assertThat(Failpoint.parse(" ").isDueAt("")).isFalse();
  }
}
