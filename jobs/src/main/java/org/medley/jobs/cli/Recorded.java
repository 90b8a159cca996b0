package org.medley.jobs.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.attempt.Attempts;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.LedgerFiles;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.workbench.OpenLake;

/** The ledger of a lake as commands see it that start no Spark. */
record Recorded(String lake, Configuration hadoop, Clock clock) {
  static Recorded of(Options options) {
    return new Recorded(options.lake(), Sessions.hadoop(options.conf()), Clock.systemUTC());
  }

  /** The ledger as it is now; empty where there is no lake yet. */
  Ledger ledgerOrNone() {
    try {
      return ledger();
    } catch (MedleyException e) {
      if (e.exitCode() == ExitCode.INPUT_MISSING) {
        return Ledger.EMPTY;
      }
      throw e;
    }
  }

  /**
   * The attempts at nights that are kept, oldest first.
   *
   * @throws MedleyException with exit code 74 if they cannot be read
   */
  List<Attempt> attempts() {
    try {
      return new Attempts(LakeAccess.root(lake), hadoop).all();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The ledger as it is now.
   *
   * @throws MedleyException with exit code 66 if there is no lake, 74 if it cannot be read
   */
  Ledger ledger() {
    try {
      Optional<Ledger> ledger = LedgerFiles.read(LakeAccess.root(lake), hadoop);
      return ledger.orElseThrow(() -> OpenLake.missing(lake));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private MedleyException unreadable(IOException e) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the ledger of the lake " + lake + " cannot be read",
        "check that it can be reached and read, and run the command again",
        e);
  }
}
