package org.medley.jobs.pull.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.Disk;
import org.medley.jobs.pull.http.Response;
import org.medley.jobs.pull.http.Transfer;

/**
 * Downloads the files of one export into its folder, each until it is whole and holds what the
 * manifest says. Where a link has run out the manifest is fetched again for a fresh one.
 */
final class FileDownloads {
  private static final String NDJSON = "application/fhir+ndjson";
  private static final Set<Integer> RUN_OUT = Set.of(401, 403, 404, 410);
  private static final int MOST_REFRESHES = 3;
  private static final int MOST_TRIES = 2;

  private final Client client;
  private final StatusPoll poll;
  private final URI status;
  private final BulkSettings settings;
  private final Path folder;
  private Manifest manifest;

  FileDownloads(
      Client client,
      StatusPoll poll,
      URI status,
      BulkSettings settings,
      Path folder,
      Manifest manifest) {
    this.client = client;
    this.poll = poll;
    this.status = status;
    this.settings = settings;
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * File number {@code index} of the manifest, whole.
   *
   * @throws JobEnded if the server has forgotten the export
   * @throws MedleyException with exit code 65 if it holds another number of resources than the
   *     manifest says, 74 if it cannot be fetched, 77 if that is forbidden
   */
  DoneFile fetch(int index, Consumer<Long> progress) throws JobEnded {
    RemoteFile file = manifest.files().get(index);
    Path target = folder.resolve(file.name());
    Path part = folder.resolve("." + file.name().replace('/', '-') + ".part");
    try {
      Files.createDirectories(target.getParent());
      for (int tries = 1; ; tries++) {
        download(index, part, progress);
        Optional<MedleyException> problem = Optional.empty();
        try {
          Contents contents = Contents.of(part);
          problem = wrongCount(file, contents);
          if (problem.isEmpty()) {
            return keep(file, part, target, contents);
          }
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
          problem = Optional.of(corrupt(file, e));
        }
        Files.delete(part);
        if (tries == MOST_TRIES) {
          throw problem.get();
        }
      }
    } catch (IOException e) {
      throw Disk.cannotWrite(
          e, "a pulled file", "make room, or mend the permissions of " + folder.getParent());
    }
  }

  private void download(int index, Path part, Consumer<Long> progress) throws JobEnded {
    for (int refreshes = 0; ; refreshes++) {
      if (refreshes > 0 || expired()) {
        manifest = manifest.refreshed(poll.await(status));
      }
      RemoteFile file = manifest.files().get(index);
      Optional<Response> refused =
          new Transfer(client)
              .fetch(
                  Call.get(file.url(), NDJSON, file.access()),
                  part,
                  "gzip",
                  progress::accept,
                  head -> {});
      if (refused.isEmpty()) {
        return;
      }
      int code = refused.get().status();
      refused.get().close();
      if (!RUN_OUT.contains(code) || refreshes == MOST_REFRESHES) {
        boolean forbidden = code == 401 || code == 403;
        throw new MedleyException(
            forbidden ? ExitCode.PERMISSION : ExitCode.INPUT_OUTPUT,
            Addresses.host(file.url())
                + " does not hand out a file of the export (status "
                + code
                + ")",
            forbidden
                ? "check pull.auth and the client's scopes"
                : "run again: the pull goes on where it stopped; else ask the server's operator");
      }
    }
  }

  /** A moment early, since the clocks need not agree. */
  private boolean expired() {
    Instant soon = client.waiting().instant().plus(Duration.ofSeconds(5));
    return manifest.expires().map(soon::isAfter).orElse(false);
  }

  private Optional<MedleyException> wrongCount(RemoteFile file, Contents contents) {
    if (settings.counts() == BulkSettings.Counts.IGNORE
        || file.count().isEmpty()
        || file.count().getAsLong() == contents.lines()) {
      return Optional.empty();
    }
    return Optional.of(
        new MedleyException(
            ExitCode.DATA_REJECTED,
            "%s has %d resources where the manifest says %d"
                .formatted(file.name(), contents.lines(), file.count().getAsLong()),
            "ask the server's operator; 'counts: ignore' in pull accepts it"));
  }

  private static MedleyException corrupt(RemoteFile file, IOException cause) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        file.name() + " arrives as a broken gzip",
        "run again; if it stays so, ask the server's operator",
        cause);
  }

  private static DoneFile keep(RemoteFile file, Path part, Path target, Contents contents)
      throws IOException {
    if (file.list() == RemoteFile.List.ERROR) {
      return keepOutcomes(file, part, target, contents);
    }
    String suffix = contents.gzip() ? ".gz" : "";
    Files.move(
        part,
        target.resolveSibling(target.getFileName() + suffix),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return new DoneFile(
        file.name() + suffix, contents.bytes(), contents.sha256(), contents.lines(), Map.of());
  }

  /** Outcomes are for people to read, and small: never compressed. */
  private static DoneFile keepOutcomes(RemoteFile file, Path part, Path target, Contents contents)
      throws IOException {
    Contents plain = contents;
    if (contents.gzip()) {
      Path text = part.resolveSibling(part.getFileName() + ".text");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(part))) {
        Files.copy(in, text, StandardCopyOption.REPLACE_EXISTING);
      }
      try (FileChannel channel = FileChannel.open(text, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.delete(part);
      Files.move(text, part);
      plain = Contents.of(part);
    }
    Map<Severity, Long> issues = Outcomes.count(part);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new DoneFile(file.name(), plain.bytes(), plain.sha256(), plain.lines(), issues);
  }
}
