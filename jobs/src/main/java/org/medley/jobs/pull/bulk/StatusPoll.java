package org.medley.jobs.pull.bulk;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.HeaderTimes;
import org.medley.jobs.pull.http.OperationOutcomes;
import org.medley.jobs.pull.http.Response;

/** Asks for the status of an export until its manifest is whole. */
final class StatusPoll {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int BUSY = 429;
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final Set<Integer> FORBIDDEN = Set.of(401, 403);
  private static final int MOST_BYTES = 1 << 28;

  private final Client client;
  private final Consumer<String> progress;

  /** Polls by {@code client}, and tells {@code progress} what the server says of its own. */
  StatusPoll(Client client, Consumer<String> progress) {
    this.client = client;
    this.progress = progress;
  }

  /**
   * The manifest of the export whose status is at {@code status}, with all its pages.
   *
   * @throws JobEnded if it failed or the server does not know it
   * @throws MedleyException with exit code 66 if it is not ready in time, 77 if it may not be asked
   */
  Manifest await(URI status) throws JobEnded {
    Instant end = client.waiting().instant().plus(client.limits().giveUp());
    List<ManifestPage> pages = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    Optional<URI> next = Optional.of(status);
    while (next.isPresent()) {
      if (!seen.add(next.get())) {
        throw new MedleyException(
            ExitCode.UNSUPPORTED,
            Addresses.shown(status) + " links the pages of its manifest in a circle",
            "ask the server's operator");
      }
      ManifestPage page = page(next.get(), end);
      pages.add(page);
      next = page.next();
    }
    return Manifest.of(pages);
  }

  private ManifestPage page(URI address, Instant end) throws JobEnded {
    for (int asked = 1; ; asked++) {
      Duration wait;
      try (Response response =
          client.open(Call.get(address, "application/json", Call.Access.TOKEN))) {
        int code = code(response);
        if (code == OK) {
          return ManifestPage.read(
              address,
              response.text(MOST_BYTES),
              HeaderTimes.expiry(response, client.waiting().instant()));
        }
        if (GONE.contains(code)) {
          throw new JobEnded(JobEnded.How.FORGOTTEN, forgotten(address));
        }
        if (FORBIDDEN.contains(code)) {
          throw forbidden(address, code);
        }
        if (code != ACCEPTED && code != BUSY) {
          throw new JobEnded(JobEnded.How.FAILED, failed(response, code));
        }
        progress.accept(response.header("X-Progress").orElse("the server is at work"));
        wait =
            HeaderTimes.retryAfter(response, client.waiting().instant())
                .orElse(client.backoff().after(asked));
      } catch (IOException e) {
        wait = client.backoff().after(asked);
      }
      if (client.waiting().instant().plus(wait).isAfter(end)) {
        throw new MedleyException(
            ExitCode.INPUT_MISSING,
            "the export at " + Addresses.host(address) + " is not ready yet",
            "run again later: the same export is asked for; or raise pull.timeouts.give-up");
      }
      client.waiting().sleep(wait);
    }
  }

  /** With separate status, 200 is of the answer and this header of the job. */
  private static int code(Response response) {
    return response
        .header("X-Export-Status")
        .filter(value -> response.ok() && value.strip().matches("[1-5][0-9]{2}"))
        .map(value -> Integer.parseInt(value.strip()))
        .orElse(response.status());
  }

  private static MedleyException forbidden(URI address, int code) {
    return new MedleyException(
        ExitCode.PERMISSION,
        Addresses.host(address) + " refuses to tell the status of the export (status " + code + ")",
        "check the client's registration, its scopes and pull.auth in site.yaml");
  }

  private static MedleyException forgotten(URI address) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        Addresses.host(address) + " does not know the export any more",
        "run again for a fresh export");
  }

  private static MedleyException failed(Response response, int code) throws IOException {
    String where = Addresses.host(response.uri());
    List<String> codes = OperationOutcomes.codes(response.text(MOST_BYTES));
    String why = codes.isEmpty() ? "" : ", " + String.join(", ", codes);
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the export at " + where + " failed (status " + code + why + ")",
        "run again for a fresh export; if it stays so, ask the server's operator");
  }
}
