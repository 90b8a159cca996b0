package org.medley.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelFamiliesTest {
  @Test
  void everyImplementationIsRegistered() throws Exception {
    List<Class<?>> implementations =
        classes().stream()
            .filter(ModelFamily.class::isAssignableFrom)
            .filter(type -> !type.isInterface())
            .toList();
    assertThat(implementations).isNotEmpty();
    assertThat(ModelFamilies.all().values())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(implementations);
  }

  @Test
  void namesAreTheKeysAndAnUnknownOneIsExplained() {
    ModelFamilies.all().forEach((name, family) -> assertThat(family.name()).isEqualTo(name));
    assertThatThrownBy(() -> ModelFamilies.named("forest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no model family 'forest'; known are [boosted-trees, cause-specific, cox,"
                + " discrete-hazards, logistic, random-forest, xgboost].");
  }

  private static List<Class<?>> classes()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root =
        Path.of(ModelFamily.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      List<String> names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.contains("-info"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .toList();
      List<Class<?>> classes = new java.util.ArrayList<>();
      for (String name : names) {
        classes.add(Class.forName(name, false, ModelFamily.class.getClassLoader()));
      }
      return classes;
    }
  }
}
