package org.medley.jobs.pharmacogene.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlleleNamesTest {
  @Test
  void ordersByNumbersWithTheReferenceFirst() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "Unknown", "*10", "c.1679T>G (*13)", "*2", "*1", "c.557A>G", "Reference", "A-"));

    names.sort(AlleleNames.ORDER);

    assertThat(names)
        .containsExactly(
            "Reference", "*1", "*2", "*10", "A-", "c.557A>G", "c.1679T>G (*13)", "Unknown");
  }

  @Test
  void isATotalOrder() {
    List<String> names = List.of("*1", "*01", "*1x2", "a", "A", "*1.001", "c.1A", "c.1a", "");

    for (String one : names) {
      for (String other : names) {
        int forth = Integer.signum(AlleleNames.ORDER.compare(one, other));
        int back = Integer.signum(AlleleNames.ORDER.compare(other, one));
        assertThat(forth).isEqualTo(-back);
        assertThat(forth == 0).isEqualTo(one.equals(other));
      }
    }
  }
}
