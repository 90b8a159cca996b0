package org.medley.jobs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.TableContract;
import org.medley.jobs.lake.Failpoint;
import org.medley.jobs.lake.HardLinkLogStore;

class CodeDigestsTest {
  @Test
  void theDigestIsThatOfTheRootsInWhateverOrder() {
    assertThat(CodeDigests.of(Events.class)).matches("[0-9a-f]{64}");
    assertThat(CodeDigests.of(Events.class, Failpoint.class))
        .isEqualTo(CodeDigests.of(Failpoint.class, Events.class, Events.class))
        .isNotEqualTo(CodeDigests.of(Events.class));
  }

  @Test
  void onlyWhatIsMentionedIsReachedAcrossModulesToo() {
    assertThat(CodeDigests.reached(HardLinkLogStore.class))
        .containsExactly(Failpoint.class.getName(), HardLinkLogStore.class.getName());
    assertThat(CodeDigests.reached(Events.class))
        .containsExactly(
            Events.class.getName(),
            TableContract.class.getName(),
            TableContract.Builder.class.getName());
  }

  @Test
  void aClassOfATestCountsWithWhatItReaches() {
    assertThat(CodeDigests.reached(Stand.class))
        .contains(Stand.class.getName(), Failpoint.class.getName());
  }

  @Test
  void theBuildsTableIsThatOfTheClassesAsTheyAreNow() {
    assertThat(CodeDigests.table()).hasSizeGreaterThan(50);
    assertThat(CodeDigests.table())
        .allSatisfy((name, part) -> assertThat(part.digest()).as(name).isEqualTo(digestNow(name)));
  }

  private static String digestNow(String name) {
    String file = name.contains("/") ? name : name.replace('.', '/') + ".class";
    try (InputStream in = CodeDigests.class.getResourceAsStream("/" + file)) {
      byte[] content = in.readAllBytes();
      return (name.contains("/") ? Compiled.ofResource(content) : Compiled.ofClass(content))
          .digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stands for a step that a test makes up. */
  static final class Stand {
    List<Runnable> places() {
      return List.of(() -> Failpoint.reach("nowhere"));
    }
  }
}
