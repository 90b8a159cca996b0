package org.medley.jobs.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.LedgerFiles;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Subgroups;

/** What is looked at: the machine, the configuration, the lake. Each is read once. */
public final class Setup {
  private final Host host;
  private final String lake;
  private final Configuration hadoop;
  private final Optional<org.medley.jobs.site.Configuration> configuration;
  private final List<String> problems;
  private Optional<Ledger> ledger = Optional.empty();
  private Optional<MedleyException> unreadable = Optional.empty();

  /**
   * The set-up of a night.
   *
   * @param conf folder of the configuration
   * @param overrides values given on the command line
   * @param lake the lake as the user calls it; it need not be there
   * @param hadoop how files are reached
   */
  public Setup(Host host, Path conf, Overrides overrides, String lake, Configuration hadoop) {
    this.host = host;
    this.lake = lake;
    this.hadoop = hadoop;
    Problems found = new Problems();
    this.configuration = read(conf, overrides, found);
    this.problems = found.lines();
    try {
      this.ledger = LedgerFiles.read(root(), hadoop);
    } catch (IOException e) {
      this.unreadable =
          Optional.of(
              new MedleyException(
                  ExitCode.INPUT_OUTPUT,
                  "the ledger of the lake cannot be read: " + e.getMessage(),
                  "restore ops/control of the lake from a backup, or name another lake",
                  e));
    }
  }

  private static Optional<org.medley.jobs.site.Configuration> read(
      Path conf, Overrides overrides, Problems problems) {
    try {
      return Optional.of(
          org.medley.jobs.site.Configuration.read(
              conf, overrides, Sources.optionsByKind(), Subgroups.names(), problems));
    } catch (MedleyException e) {
      problems.add(e);
      return Optional.empty();
    }
  }

  Host host() {
    return host;
  }

  Configuration hadoop() {
    return hadoop;
  }

  /** The root of the lake. */
  String root() {
    return LakeAccess.root(lake);
  }

  /** The folder of a local lake; empty if it lies elsewhere. */
  Optional<Path> folder() {
    return LakeAccess.isLocal(lake) ? Optional.of(LakeAccess.local(lake)) : Optional.empty();
  }

  /** The folder of a local lake or, where it is not made yet, the nearest one above it. */
  Optional<Path> nearest() {
    return folder()
        .map(
            path -> {
              Path at = path;
              while (at.getParent() != null && !Files.exists(at)) {
                at = at.getParent();
              }
              return at;
            });
  }

  /**
   * The configuration, with stand-ins for what is wrong; empty where {@code site.yaml} cannot be
   * read at all.
   */
  Optional<org.medley.jobs.site.Configuration> configuration() {
    return configuration;
  }

  /** What is wrong with the configuration, one sentence each. */
  List<String> problems() {
    return problems;
  }

  /** The ledger; empty where no night ever began or it cannot be read. */
  Optional<Ledger> ledger() {
    return ledger;
  }

  /** Why the ledger cannot be read; empty where it can, or there is none. */
  Optional<MedleyException> unreadable() {
    return unreadable;
  }
}
