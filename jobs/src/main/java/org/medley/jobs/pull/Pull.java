package org.medley.jobs.pull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medley.jobs.pull.auth.BackendServices;
import org.medley.jobs.pull.bulk.BulkPull;
import org.medley.jobs.pull.bulk.BulkSettings;
import org.medley.jobs.pull.bulk.Extract;
import org.medley.jobs.pull.download.DownloadSettings;
import org.medley.jobs.pull.download.Downloaded;
import org.medley.jobs.pull.download.FilePull;
import org.medley.jobs.pull.http.Authorization;
import org.medley.jobs.pull.http.Backoff;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.Http;
import org.medley.jobs.pull.http.Limits;
import org.medley.jobs.pull.http.Waiting;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.pull.landing.Lock;

/** Pulls one source into its landing folder. */
public final class Pull {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final PullSettings settings;
  private final Landing landing;
  private final Waiting waiting;
  private final Consumer<String> progress;

  /**
   * A pull.
   *
   * @param waiting its time
   * @param progress learns in words what is under way; the words may come from the server
   */
  public Pull(PullSettings settings, Landing landing, Waiting waiting, Consumer<String> progress) {
    this.settings = settings;
    this.landing = landing;
    this.waiting = waiting;
    this.progress = progress;
  }

  /**
   * Pulls what is new, and tells what landed, in order. Only one pull of a source runs at a time.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 75 while another one runs, else as
   *     {@link BulkPull#run} and {@link FilePull#run}
   */
  public List<Landed> run() {
    List<Landed> landed = new ArrayList<>();
    Lock lock = Lock.of(landing);
    try (lock) {
      settings.bulk().ifPresent(bulk -> extracts(bulk).forEach(one -> landed.add(Landed.of(one))));
      settings
          .download()
          .ifPresent(files -> files(files).forEach(one -> landed.add(Landed.of(one))));
    }
    return landed;
  }

  private List<Extract> extracts(BulkSettings bulk) {
    Client open = client(bulk.limits());
    Optional<Authorization> by =
        bulk.auth().map(auth -> new BackendServices(auth, bulk.url(), open));
    return new BulkPull(bulk, open.authorised(by.orElse(Authorization.NONE)), landing, progress)
        .run();
  }

  private List<Downloaded> files(DownloadSettings download) {
    return new FilePull(download, client(download.limits()), landing, progress).run();
  }

  /**
   * The seed is the source's name: sources that fail together come back apart, and tests repeat.
   */
  private Client client(Limits limits) {
    Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, landing.source().hashCode());
    return new Client(new Http(limits), limits, waiting, backoff, Authorization.NONE);
  }
}
