package org.medley.jobs.pull.bulk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.landing.Landing;

/**
 * One night's pull from a FHIR server. The first export of a scope is full; later ones ask with
 * {@code _since} for what changed after the transaction time of the one before, by the server's
 * clock. In a group {@code _since} would hide the past of those who joined, so that newcomers are
 * found by a list of ids and exported wholly first; whoever joins between the list and the export
 * is a newcomer of the next night. Overlaps are harmless: versions of a resource are ordered when
 * it is read.
 */
public final class BulkPull {
  private static final int NEWCOMERS_AT_ONCE = 500;
  private static final Set<Purpose> COMPLETE = Set.of(Purpose.FULL, Purpose.SINCE);

  private final BulkSettings settings;
  private final Client client;
  private final ExportJob job;
  private final Chain chain;
  private final Landing landing;

  /**
   * A pull.
   *
   * @param client carries the authorisation
   * @param progress learns in words what is under way
   */
  public BulkPull(
      BulkSettings settings, Client client, Landing landing, Consumer<String> progress) {
    this.settings = settings;
    this.client = client;
    this.landing = landing;
    this.job = new ExportJob(settings, client, landing, progress);
    this.chain = new Chain(landing, settings.scope());
  }

  /**
   * Pulls, and returns what landed, in order. An export that a kill left behind is brought to its
   * end; if it was the night's last it is the night's pull.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 if the server could not export
   *     everything, 66 if it is not ready or cannot be reached, 69 if it does not keep the
   *     standard, 74 if it fails, 77 if it refuses us
   */
  public List<Extract> run() {
    List<Extract> landed = new ArrayList<>();
    Optional<JobState> pending = job.pending().filter(state -> state.purpose() != Purpose.ROSTER);
    if (pending.filter(job::refused).isPresent()) {
      job.drop(pending.get());
    } else if (pending.isPresent()) {
      try {
        landed.add(job.land(job.fetch(pending.get())));
        if (COMPLETE.contains(pending.get().purpose())) {
          return landed;
        }
      } catch (JobEnded e) {
        job.drop(pending.get());
      }
    }
    Optional<String> since = since();
    Optional<List<String>> roster =
        settings.watchesNewcomers() ? Optional.of(roster()) : Optional.empty();
    if (since.isPresent() && roster.isPresent() && !newcomers(roster.get(), landed)) {
      since = Optional.empty();
    }
    landed.add(
        export(request(since.isPresent() ? Purpose.SINCE : Purpose.FULL, since, List.of()), roster)
            .orElseThrow());
    return landed;
  }

  private Optional<String> since() {
    if (settings.since() == BulkSettings.Since.NONE || fullIsDue()) {
      return Optional.empty();
    }
    return chain.latest(COMPLETE);
  }

  private boolean fullIsDue() {
    Instant now = client.waiting().instant();
    return settings
        .fullEvery()
        .map(
            span ->
                chain
                    .latest(Set.of(Purpose.FULL))
                    .map(time -> !Chain.instant(time).plus(span).isAfter(now))
                    .orElse(true))
        .orElse(false);
  }

  /**
   * Exports who joined, a few hundred at a time; false if everything has to be exported instead.
   */
  private boolean newcomers(List<String> roster, List<Extract> landed) {
    Optional<List<String>> before = chain.roster();
    if (before.isEmpty()) {
      return false;
    }
    List<String> joined = Roster.newcomers(roster, before.get());
    if (joined.size() > roster.size() / 2) {
      return false;
    }
    Set<String> complete = new TreeSet<>(before.get());
    for (int from = 0; from < joined.size(); from += NEWCOMERS_AT_ONCE) {
      List<String> some = joined.subList(from, Math.min(joined.size(), from + NEWCOMERS_AT_ONCE));
      complete.addAll(some);
      Optional<Extract> extract =
          export(
              request(Purpose.NEWCOMERS, Optional.empty(), some),
              Optional.of(List.copyOf(complete)));
      if (extract.isEmpty()) {
        return false;
      }
      landed.add(extract.get());
    }
    return true;
  }

  private List<String> roster() {
    ExportRequest request =
        new ExportRequest(
            settings.address(),
            Purpose.ROSTER,
            List.of("Patient"),
            Optional.empty(),
            List.of("id"),
            List.of());
    JobState state = fetched(request, Optional.empty()).orElseThrow();
    try {
      List<String> ids = Roster.read(job.folder(state), state.done().values());
      job.drop(state);
      return ids;
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  private ExportRequest request(Purpose purpose, Optional<String> since, List<String> patients) {
    return new ExportRequest(
        settings.address(), purpose, settings.types(), since, List.of(), patients);
  }

  private Optional<Extract> export(ExportRequest request, Optional<List<String>> roster) {
    return fetched(request, roster).map(job::land);
  }

  /** What a kill left behind for that purpose; what is there for another one is dropped. */
  private Optional<JobState> left(Purpose purpose) {
    Optional<JobState> found = job.pending();
    Optional<JobState> fitting = found.filter(state -> state.purpose() == purpose);
    if (fitting.isEmpty()) {
      found.ifPresent(job::drop);
    }
    return fitting;
  }

  /** An export that the server forgets while it is fetched is asked for once more. */
  private Optional<JobState> fetched(ExportRequest request, Optional<List<String>> roster) {
    boolean again = true;
    while (true) {
      Optional<JobState> left = left(request.purpose());
      Optional<JobState> state = left.isPresent() ? left : job.begin(request, roster);
      if (state.isEmpty()) {
        return state;
      }
      try {
        return Optional.of(job.fetch(state.get()));
      } catch (JobEnded e) {
        job.drop(state.get());
        if (!again || (left.isEmpty() && e.how() == JobEnded.How.FAILED)) {
          throw e.problem();
        }
        again = false;
      }
    }
  }
}
