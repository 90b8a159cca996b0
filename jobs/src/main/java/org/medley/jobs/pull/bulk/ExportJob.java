package org.medley.jobs.pull.bulk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.landing.Folders;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.pull.landing.NoteFile;
import org.medley.jobs.text.Numbers;

/**
 * One export from kick-off to landing. Each thing that must not be done twice is noted before the
 * next begins, so that a kill at any point costs at most the piece at hand: a rerun asks for the
 * status of the same export. Only a kill between the kick-off and its note leaves an export behind
 * that nobody fetches.
 */
final class ExportJob {
  private static final Logger LOG = LogManager.getLogger(ExportJob.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String PARTIAL = ".partial-";
  private static final int FOLDER_DIGITS = 16;

  private final BulkSettings settings;
  private final Client client;
  private final Landing landing;
  private final NoteFile<JobState> note;
  private final Consumer<String> progress;

  ExportJob(BulkSettings settings, Client client, Landing landing, Consumer<String> progress) {
    this.settings = settings;
    this.client = client;
    this.landing = landing;
    this.note = new NoteFile<>(landing, ".pull.json", JobState.class);
    this.progress = progress;
  }

  /** The export that a kill left behind, if it is of the present scope; another one is dropped. */
  Optional<JobState> pending() {
    Optional<JobState> found = note.read();
    Optional<JobState> ours = found.filter(state -> state.scope().equals(settings.scope()));
    if (ours.isEmpty()) {
      found.ifPresent(this::drop);
    }
    return ours;
  }

  /**
   * Asks the server for an export, and notes it.
   *
   * @param roster the patients whom the source covers once it has landed, to be kept with it
   * @return empty if the server cannot be asked for chosen patients
   */
  Optional<JobState> begin(ExportRequest request, Optional<List<String>> roster) {
    progress.accept("asks for an export");
    Optional<URI> status = new KickOff(client).begin(request);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    String name = DigestUtils.sha256Hex(status.get().toString()).substring(0, FOLDER_DIGITS);
    JobState state =
        new JobState(
            settings.scope(),
            request.purpose(),
            request.since().orElse(""),
            status.get().toString(),
            PARTIAL + name,
            "",
            Map.of(),
            "");
    note.write(state);
    LOG.info("source {}: an export was asked for: {}", landing.source(), state.purpose().label());
    if (roster.isPresent()) {
      try {
        Files.createDirectories(folder(state));
        Files.write(folder(state).resolve(Chain.ROSTER), roster.get());
      } catch (IOException e) {
        throw landing.cannotWrite(e);
      }
    }
    return Optional.of(state);
  }

  /**
   * Fetches what is missing of an export into its folder.
   *
   * @return its state with all files there
   * @throws JobEnded if it failed, or the server has forgotten it
   * @throws MedleyException with exit code 65 if it is older than what it was to build on, or holds
   *     nothing at all where everything was asked for
   */
  JobState fetch(JobState begun) throws JobEnded {
    if (!begun.landing().isEmpty()) {
      if (Files.isDirectory(folder(begun)) || landing.has(begun.landing())) {
        return begun;
      }
      throw new JobEnded(JobEnded.How.FORGOTTEN, changed());
    }
    URI status = URI.create(begun.status());
    StatusPoll poll = new StatusPoll(client, progress);
    Manifest manifest = poll.await(status);
    if (!begun.transactionTime().isEmpty()
        && !begun.transactionTime().equals(manifest.transactionTime())) {
      throw new JobEnded(JobEnded.How.FORGOTTEN, changed());
    }
    JobState state = begun.at(manifest.transactionTime());
    check(manifest, state);
    note.write(state);
    FileDownloads downloads =
        new FileDownloads(client, poll, status, settings, folder(state), manifest);
    Instant started = client.waiting().instant();
    int total = manifest.files().size();
    for (int i = 0; i < total; i++) {
      String name = manifest.files().get(i).name();
      if (!whole(state, name)) {
        String position = "file " + (i + 1) + " of " + total + left(started, i, total);
        state =
            state.with(
                name,
                downloads.fetch(
                    i,
                    bytes -> progress.accept(position + ", " + Numbers.count(bytes) + " bytes")));
        note.write(state);
      }
    }
    try {
      Files.createDirectories(folder(state));
      Files.writeString(
          folder(state).resolve(LandedManifest.FILE), LandedManifest.text(manifest, state));
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
    state = state.landingAs(free(manifest.transactionInstant()));
    note.write(state);
    return state;
  }

  /**
   * Lands an export whose files are all there, unless the server's outcome entries forbid it, and
   * tells the server that it is not needed any more.
   *
   * @throws MedleyException with exit code 65 if they do
   */
  Extract land(JobState state) {
    if (!landing.has(state.landing())) {
      Outcomes.gate(
          Outcomes.sum(state.done().values()),
          settings.worst(),
          landing.source(),
          folder(state).resolve(RemoteFile.List.ERROR.key()));
      landing.publish(folder(state), state.landing());
    }
    LOG.info(
        "source {}: landed {} ({} files)", landing.source(), state.landing(), state.done().size());
    drop(state);
    return Extract.of(state);
  }

  /**
   * Forgets an export, deletes what was fetched of it, and tells the server, which would delete it
   * by itself some day. No token goes to the server of another site.yaml.
   */
  void drop(JobState state) {
    URI status = URI.create(state.status());
    if (Addresses.sameOrigin(status, settings.url()) || state.scope().equals(settings.scope())) {
      boolean told = client.tried(Call.delete(status, Call.Access.TOKEN));
      LOG.info("source {}: the server was told that an export is over: {}", landing.source(), told);
    }
    note.clear();
    try {
      Folders.delete(folder(state));
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  /** Whether an export was refused for its outcome entries, and still would be. */
  boolean refused(JobState state) {
    return !state.landing().isEmpty()
        && !landing.has(state.landing())
        && !Outcomes.acceptable(Outcomes.sum(state.done().values()), settings.worst());
  }

  private boolean whole(JobState state, String name) {
    DoneFile done = state.done().get(name);
    if (done == null) {
      return false;
    }
    try {
      Path file = folder(state).resolve(done.name());
      return Files.exists(file) && Files.size(file) == done.bytes();
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  /** The hidden folder of an export. */
  Path folder(JobState state) {
    return landing.work().resolve(state.folder());
  }

  private void check(Manifest manifest, JobState state) {
    if (!state.since().isEmpty()
        && manifest.transactionInstant().isBefore(Chain.instant(state.since()))) {
      drop(state);
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "source '" + landing.source() + "': the server's clock went backwards",
          "pull everything once with --set sources." + landing.source() + ".pull.since=none");
    }
    if (state.purpose() == Purpose.FULL
        && manifest.files().stream().allMatch(file -> file.list() == RemoteFile.List.DELETED)) {
      drop(state);
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "source '" + landing.source() + "': the server exports nothing at all",
          "check the scopes of the client, pull.group and pull.types");
    }
  }

  private String free(Instant time) {
    Instant stamp = time;
    while (landing.has(STAMP.format(stamp))) {
      stamp = stamp.plusMillis(1);
    }
    return STAMP.format(stamp);
  }

  private String left(Instant started, int done, int total) {
    Duration passed = Duration.between(started, client.waiting().instant());
    return done == 0
        ? ""
        : ", about "
            + Numbers.duration(passed.multipliedBy(total - done).dividedBy(done))
            + " left";
  }

  private MedleyException changed() {
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        "source '" + landing.source() + "': the server's export is not the one that was begun",
        "run again for a fresh export");
  }
}
