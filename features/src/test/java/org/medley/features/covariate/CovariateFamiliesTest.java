package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CovariateFamiliesTest {
  @Test
  void everyImplementationIsRegisteredUnderItsOwnName() throws Exception {
    List<Class<?>> registered =
        CovariateFamilies.names().stream()
            .<Class<?>>map(name -> CovariateFamilies.named(name).getClass())
            .toList();

    assertThat(implementations()).containsExactlyInAnyOrderElementsOf(registered);
    assertThat(CovariateFamilies.names())
        .containsExactly(
            "demographics",
            "codes",
            "measurements",
            "drugs",
            "comorbidity",
            "utilisation",
            "questionnaires",
            "genomic");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> CovariateFamilies.named("horoscope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horoscope")
        .hasMessageContaining("utilisation");
  }

  private static List<Class<?>> implementations() throws Exception {
    Path classes =
        Path.of(CovariateFamily.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path home = classes.resolve(CovariateFamily.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(home)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(type -> CovariateFamily.class.isAssignableFrom(type) && !type.isInterface())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("The classes of the package cannot be listed.", e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(CovariateFamily.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
