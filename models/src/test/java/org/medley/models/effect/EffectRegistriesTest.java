package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medley.models.effect.fit.BaseLearner;
import org.medley.models.effect.fit.BaseLearners;
import org.medley.models.effect.learner.EffectLearner;
import org.medley.models.effect.learner.EffectLearners;

class EffectRegistriesTest {
  @Test
  void everyBaseLearnerIsRegistered() throws Exception {
    assertThat(BaseLearners.all())
        .extracting(each -> each.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(implementations(BaseLearner.class));
  }

  @Test
  void everyEffectLearnerIsRegisteredOverEveryBase() throws Exception {
    List<EffectLearners.Named> all =
        EffectLearners.names().stream().map(EffectLearners::named).toList();
    assertThat(all.stream().map(each -> each.learner().getClass().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(implementations(EffectLearner.class));
    assertThat(all).hasSize(1 + 5 * BaseLearners.all().size());
    EffectLearners.names()
        .forEach(
            name -> {
              EffectLearners.Named named = EffectLearners.named(name);
              String learner = named.learner().name();
              assertThat(name)
                  .isIn("auto", learner + "-" + named.base().name())
                  .startsWith(learner);
            });
  }

  @Test
  void anUnknownLearnerIsExplainedWithAllOtherProblems() {
    assertThat(EffectLearners.names()).contains(EffectLearners.STANDARD);
    assertThatThrownBy(() -> EffectLearners.named("magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no learner 'magic'; there are auto, s-ridge");
    assertThatThrownBy(() -> Populations.settings(1, 2, "magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There must be two arms at least.")
        .hasMessageContaining("There is no learner 'magic'");
  }

  private static List<String> implementations(Class<?> port)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(port.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = root.resolve(port.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.contains("-info"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .toList();
      List<String> found = new java.util.ArrayList<>();
      for (String name : names) {
        Class<?> type = Class.forName(name, false, port.getClassLoader());
        if (port.isAssignableFrom(type) && !type.isInterface()) {
          found.add(name);
        }
      }
      return found;
    }
  }
}
