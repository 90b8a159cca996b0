package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSettingsTest {
  private static final List<LookbackWindow> FULL = List.of(LookbackWindow.FULL);

  @Test
  void theDefaultsAreTheseAndNoOthers() {
    FeatureSettings defaults = FeatureSettings.defaults();

    assertThat(defaults.families()).isEqualTo(CovariateFamilies.names());
    assertThat(defaults.windows().stream().map(LookbackWindow::name))
        .containsExactly("30d", "365d", "full");
    assertThat(defaults.minPrevalence()).isEqualTo(0.01);
  }

  @Test
  void windowsAreOrderedByLength() {
    List<LookbackWindow> windows =
        List.of(LookbackWindow.FULL, LookbackWindow.parse("365d"), LookbackWindow.parse("7d"));

    assertThat(new FeatureSettings(List.of("codes"), windows, 0).windows())
        .extracting(LookbackWindow::name)
        .containsExactly("7d", "365d", "full");
  }

  @Test
  void unknownEmptyAndRepeatedNamesAreRefused() {
    assertThatThrownBy(() -> new FeatureSettings(List.of("horoscope"), FULL, 0))
        .hasMessageContaining("no covariate family 'horoscope'");
    assertThatThrownBy(() -> new FeatureSettings(List.of("codes", "codes"), FULL, 0))
        .hasMessageContaining("families, each named once");
    assertThatThrownBy(() -> new FeatureSettings(List.of(), FULL, 0))
        .hasMessageContaining("families, each named once");
    assertThatThrownBy(() -> new FeatureSettings(List.of("codes"), List.of(), 0))
        .hasMessageContaining("windows, each named once");
  }

  @Test
  void aPrevalenceIsAShare() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new FeatureSettings(List.of("codes"), FULL, share))
          .hasMessageContaining("between 0 and 1");
    }
  }

  @Test
  void aWindowIsANumberOfDaysOrFull() {
    assertThat(LookbackWindow.parse("1d").words()).isEqualTo("within 1 day");
    assertThat(LookbackWindow.parse("full")).isEqualTo(LookbackWindow.FULL);
    for (String text : List.of("0d", "-1d", "30", "30D", "1y", "", "99999d", "full ")) {
      assertThatThrownBy(() -> LookbackWindow.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("full");
    }
  }
}
