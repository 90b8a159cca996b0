package org.medley.jobs.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeProbe;

/** Whether the lake's file system publishes a commit safely: hard links and synchronisation. */
final class LogStoreCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.folder().isEmpty()) {
      return List.of(Finding.pass(name, "commits rest on the store of " + setup.root()));
    }
    Path folder = setup.nearest().orElseThrow();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return List.of(
          Finding.warn(
              name,
              folder + " could not be tried, as it cannot be written",
              "mend the lake first"));
    }
    try {
      LakeProbe.probe(folder);
      return List.of(Finding.pass(name, "hard links and fsync work in " + folder));
    } catch (MedleyException e) {
      return List.of(Finding.fail(name, e));
    }
  }
}
