package org.medley.jobs.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.step.SubjectsStep;

/** The secret behind surrogate identifiers: there, long enough, and only its owner's. */
final class IdentityKeyCheck implements Check {
  private static final int STRONG = 32;

  @Override
  public List<Finding> look(String name, Setup setup) {
    return setup
        .configuration()
        .map(configuration -> look(name, configuration.site().identityKey()))
        .orElseGet(() -> List.of(Finding.warn(name, "not looked at", "mend site.yaml first")));
  }

  private static List<Finding> look(String name, Path file) {
    try {
      int bytes = SubjectsStep.siteKey(file).length;
      if (bytes < STRONG) {
        return List.of(
            Finding.warn(
                name,
                "%s has only %d bytes".formatted(file, bytes),
                "a new site takes 32 random ones; changing the key of a lake changes every"
                    + " identifier"));
      }
      return List.of(
          openToOthers(file)
              ? Finding.warn(name, file + " can be read by every user", "chmod 600 " + file)
              : Finding.pass(name, file + " can be read"));
    } catch (MedleyException e) {
      return List.of(Finding.fail(name, e));
    } catch (IOException e) {
      return List.of(
          Finding.warn(name, "the permissions of " + file + " cannot be read", "check them"));
    }
  }

  private static boolean openToOthers(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }
}
