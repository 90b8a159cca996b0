package org.medley.jobs.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.notice.Delivery;
import org.medley.jobs.notice.Incident;
import org.medley.jobs.notice.IncidentLog;
import org.medley.jobs.notice.Lineage;
import org.medley.jobs.notice.LineageCursor;
import org.medley.jobs.notice.NoticeSettings;
import org.medley.jobs.notice.Outbox;
import org.medley.jobs.notice.Target;
import org.medley.jobs.session.Sessions;

/** Tells who wants to know how a call of a night ended. Nothing that fails here fails the night. */
record Notices(Options options) {

  /** Who gave way to another run, or typed a wrong command line, is no incident. */
  private static final Set<ExitCode> NO_INCIDENT = Set.of(ExitCode.LEASE_HELD, ExitCode.USAGE);

  /** After {@code attempt}, which ended. */
  void after(Attempt attempt) {
    try {
      NoticeSettings settings =
          org.medley.jobs.site.Configuration.notices(options.conf(), options.overrides());
      if (settings.incidents().isPresent() || settings.lineage().isPresent()) {
        tell(attempt, settings);
      }
    } catch (IOException | RuntimeException e) {
      LogManager.getLogger(Notices.class).warn("the notices cannot be written", e);
      warn("the notices of this night cannot be written (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void tell(Attempt attempt, NoticeSettings settings) throws IOException {
    String root = LakeAccess.root(options.lake());
    Configuration hadoop = Sessions.hadoop(options.conf());
    Recorded recorded = Recorded.of(options);
    Ledger ledger = recorded.ledgerOrNone();
    Instant now = recorded.clock().instant();
    Outbox incidents = new Outbox(root, "incidents", hadoop);
    Outbox lineage = new Outbox(root, "lineage", hadoop);
    if (settings.incidents().isPresent() && !NO_INCIDENT.contains(attempt.code())) {
      new IncidentLog(root, hadoop)
          .tell(Incident.of(attempt, ledger, root), settings, incidents, now);
    }
    if (settings.lineage().isPresent()) {
      new LineageCursor(root, hadoop)
          .tell(new Lineage(settings.namespace(), root), ledger, lineage, now);
    }
    send(incidents, settings.incidents());
    send(lineage, settings.lineage());
  }

  private void send(Outbox outbox, Optional<Target> target) throws IOException {
    if (target.isPresent()) {
      int waiting = outbox.send(Delivery.to(target.get()));
      if (waiting > 0) {
        warn(waiting + " notices wait in the outbox: their target took none; they are sent again");
      }
    }
  }

  private void warn(String words) {
    Streams.progress(options).out().println("medley: warning: " + words);
  }
}
