package org.medley.jobs.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;

/** Whether the lake, its tables' folders and its landing folder can be written. */
final class LakeCheck implements Check {
  private static final List<String> FOLDERS = List.of("landing", "ops", "published", "reports");

  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.folder().isEmpty()) {
      return List.of(remote(name, setup));
    }
    Path lake = setup.folder().get();
    Path nearest = setup.nearest().orElseThrow();
    List<Path> places = new ArrayList<>(List.of(nearest));
    FOLDERS.stream().map(lake::resolve).filter(Files::isDirectory).forEach(places::add);
    List<Finding> findings = new ArrayList<>();
    for (Path place : places) {
      try {
        LakeAccess.requireWritable(place);
      } catch (MedleyException e) {
        findings.add(Finding.fail(name, e));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.pass(
              name,
              nearest.equals(lake)
                  ? lake + " can be written"
                  : lake + " is not there yet and can be made"));
    }
    return findings;
  }

  private static Finding remote(String name, Setup setup) {
    try {
      LakeAccess.prepare(setup.root());
      return Finding.pass(name, setup.root() + " is not on this machine; it was not written to");
    } catch (MedleyException e) {
      return Finding.fail(name, e);
    }
  }
}
