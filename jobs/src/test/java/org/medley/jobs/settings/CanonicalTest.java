package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  @Test
  void settingsAreOneTextInEveryProcess() {
    assertThat(Canonical.text(Map.of("b", Set.of("z", "y"), "a", List.of(2, 1))))
        .isEqualTo("{\"a\"=[\"2\",\"1\"],\"b\"=[\"y\", \"z\"]}");
  }

  @Test
  void recordsAreWrittenByComponentAndAbsentValuesAsNull() {
    assertThat(Canonical.text(new PublishBlock("c", true)))
        .isEqualTo("PublishBlock(cohort=\"c\";required=\"true\";)");
    assertThat(Canonical.text(Optional.empty())).isEqualTo("null");
  }
}
