package org.medley.jobs.check;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.text.Numbers;

/** Each source: its settings, and whether its files are there, can be opened and hold anything. */
final class SourcesCheck implements Check {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.configuration().isEmpty()) {
      return List.of(Finding.warn(name, "not looked at", "mend site.yaml first"));
    }
    var configuration = setup.configuration().get().in(setup.root());
    List<Finding> findings = new ArrayList<>();
    for (SourceSettings source : configuration.site().sources()) {
      if (Sources.BY_KIND.containsKey(source.kind()) && !source.path().isEmpty()) {
        boolean pulled = configuration.pulls().containsKey(source.name());
        findings.add(look(name, source, pulled, setup));
      }
    }
    return findings.isEmpty()
        ? List.of(Finding.warn(name, "no source can be looked at", "mend sources in site.yaml"))
        : findings;
  }

  private static Finding look(String name, SourceSettings source, boolean pulled, Setup setup) {
    Source format = Sources.BY_KIND.get(source.kind()).get();
    try {
      format.check(source);
      source.extractTime(Instant.EPOCH);
      Map<String, FileStatus> files = Inventory.list(source, format::reads, setup.hadoop());
      return judge(name, source, files, setup);
    } catch (MedleyException e) {
      return pulled && e.exitCode() == ExitCode.INPUT_MISSING
          ? Finding.pass(name, "source '" + source.name() + "' has not been pulled yet")
          : Finding.fail(name, e);
    }
  }

  private static Finding judge(
      String name, SourceSettings source, Map<String, FileStatus> files, Setup setup) {
    long bytes = files.values().stream().mapToLong(FileStatus::getLen).sum();
    long empty = files.values().stream().filter(file -> file.getLen() == 0).count();
    String found =
        "source '%s': %s, %s, zone %s"
            .formatted(
                source.name(),
                Numbers.count(files.size(), "file", "files"),
                Sizes.text(bytes),
                source.zone());
    String path = "sources." + source.name() + ".path in site.yaml";
    if (bytes == 0) {
      return Finding.fail(
          name,
          ExitCode.INPUT_MISSING,
          found + ": every file is empty",
          "have the extract written again, or correct " + path);
    }
    for (Map.Entry<String, FileStatus> file : files.entrySet()) {
      if (file.getValue().getLen() > 0) {
        require(source, file.getKey(), file.getValue().getPath(), setup.hadoop());
      }
    }
    if (empty > 0) {
      return Finding.warn(
          name, "%s; %d of them empty".formatted(found, empty), "ask whoever writes the extract");
    }
    Instant newest =
        Instant.ofEpochMilli(
            files.values().stream().mapToLong(FileStatus::getModificationTime).max().orElse(0));
    return newest.isAfter(setup.host().instant().plus(DAY))
        ? Finding.warn(
            name, "%s; the newest is of %s".formatted(found, newest), "check the clocks of both")
        : Finding.pass(name, "%s, newest of %s".formatted(found, newest));
  }

  /** Opens a file; what it holds is the ingestion's to judge. */
  private static void require(SourceSettings source, String file, Path path, Configuration hadoop) {
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      if (in.read() < 0) {
        throw new IOException("it ends before its first byte");
      }
    } catch (IOException e) {
      boolean forbidden = String.valueOf(e.getMessage()).contains("ermission denied");
      throw new MedleyException(
          forbidden ? ExitCode.PERMISSION : ExitCode.INPUT_OUTPUT,
          "source '%s': %s cannot be read".formatted(source.name(), file),
          forbidden ? "give this user the right to read it" : "check the volume it lies on",
          e);
    }
  }
}
