package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.settings.decision.Access.Readers;

class PersonPagesTest {
  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aPageIsForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("new/pages");
    new PersonPages(out).write("1-ab.html", "<p>ä</p>", Readers.OWNER);
    assertThat(permissions(out)).isEqualTo("rwx------");
    assertThat(permissions(out.getParent())).isEqualTo("rwx------");
    assertThat(permissions(out.resolve("1-ab.html"))).isEqualTo("rw-------");
    assertThat(out.resolve("1-ab.html")).hasContent("<p>ä</p>");
    assertThat(new PersonPages(out).open()).isFalse();
  }

  @Test
  void theGroupMayReadWhereTheDecisionSaysSo(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("pages");
    new PersonPages(out).write("1-ab.html", "x", Readers.GROUP);
    assertThat(permissions(out)).isEqualTo("rwxr-x---");
    assertThat(permissions(out.resolve("1-ab.html"))).isEqualTo("rw-r-----");
  }

  @Test
  void anOlderPageThatEverybodyCouldReadIsReplaced(@TempDir Path folder) throws IOException {
    Path page = Files.writeString(folder.resolve("1-ab.html"), "a longer old page");
    Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rw-r--r--"));
    new PersonPages(folder).write("1-ab.html", "new", Readers.OWNER);
    assertThat(permissions(page)).isEqualTo("rw-------");
    assertThat(page).hasContent("new");
  }

  @Test
  void aFolderThatOthersCanListIsSeen(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(new PersonPages(folder).open()).isTrue();
    assertThat(new PersonPages(folder.resolve("none")).open()).isFalse();
  }
}
