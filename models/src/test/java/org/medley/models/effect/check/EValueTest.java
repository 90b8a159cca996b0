package org.medley.models.effect.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EValueTest {
  /** VanderWeele and Ding 2017: breast-feeding and infant death, 3.9 (1.8 to 8.7). */
  @Test
  void isAsPublished() {
    assertThat(EValue.of(3.9)).isCloseTo(7.26, within(0.005));
    assertThat(EValue.of(1.8)).isCloseTo(3.0, within(0.005));
  }

  @Test
  void ofAProtectiveEffectIsThatOfItsInverse() {
    assertThat(EValue.of(0.5)).isCloseTo(EValue.of(2), within(1e-12));
    assertThat(EValue.of(1)).isEqualTo(1);
    assertThat(EValue.of(-1)).isNaN();
  }
}
