package org.medley.jobs.pull.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Call.Access;

/**
 * Sends calls until there is an answer that does not pass by itself: repeats after a lost
 * connection, 429, 502, 503, 504 and any error whose OperationOutcome is of the transient family,
 * waiting as {@code Retry-After} says or ever longer; fetches a new token once after 401.
 */
public final class Client {
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final int UNAUTHORIZED = 401;
  private static final int FIRST_ERROR = 400;
  private static final int MOST_OF_AN_ERROR = 1 << 20;

  private final Http http;
  private final Limits limits;
  private final Waiting waiting;
  private final Backoff backoff;
  private final Authorization authorization;

  /** A client. */
  public Client(
      Http http, Limits limits, Waiting waiting, Backoff backoff, Authorization authorization) {
    this.http = http;
    this.limits = limits;
    this.waiting = waiting;
    this.backoff = backoff;
    this.authorization = authorization;
  }

  /** The same client with a token on the calls that want one. */
  public Client authorised(Authorization by) {
    return new Client(http, limits, waiting, backoff, by);
  }

  /** Its time. */
  public Waiting waiting() {
    return waiting;
  }

  /** Its waits. */
  public Backoff backoff() {
    return backoff;
  }

  /** Its limits. */
  public Limits limits() {
    return limits;
  }

  /**
   * The first answer that does not pass by itself, be it an error; the caller closes it.
   *
   * @throws MedleyException with exit code 66 if none comes in time, 77 where {@link Http} refuses
   */
  public Response open(Call call) {
    return open(() -> call);
  }

  /** The same for a call that is made afresh each time it is sent. */
  public Response open(Supplier<Call> calls) {
    Optional<Instant> since = Optional.empty();
    int lost = 0;
    boolean renewed = false;
    for (int failures = 1; ; failures++) {
      Duration wait;
      Call call = calls.get();
      try {
        Response response = repeatable(http.open(call, header(call)));
        if (response.status() == UNAUTHORIZED && call.access() == Access.TOKEN && !renewed) {
          renewed = true;
          if (authorization.renew()) {
            continue;
          }
        }
        if (!passes(response)) {
          return response;
        }
        lost = 0;
        wait = HeaderTimes.retryAfter(response, waiting.instant()).orElse(backoff.after(failures));
      } catch (IOException e) {
        lost++;
        if (lost == limits.attempts()) {
          throw unreachable(call, "cannot be reached: " + e.getClass().getSimpleName(), e);
        }
        wait = backoff.after(failures);
      }
      since = since.or(() -> Optional.of(waiting.instant()));
      if (waiting.instant().plus(wait).isAfter(since.get().plus(limits.patience()))) {
        throw unreachable(call, "is busy, or failing for now", null);
      }
      waiting.sleep(wait);
    }
  }

  /** Whether {@code call} succeeds when it is sent once; for courtesies that may fail. */
  public boolean tried(Call call) {
    try (Response response = http.open(call, header(call))) {
      return response.ok();
    } catch (IOException e) {
      // Told by the result.
      return false;
    }
  }

  private Optional<String> header(Call call) {
    return call.access() == Access.TOKEN ? authorization.header() : Optional.empty();
  }

  /** An error in memory, so that its text can be looked at and handed on. */
  private static Response repeatable(Response response) throws IOException {
    if (response.status() < FIRST_ERROR) {
      return response;
    }
    byte[] text = response.text(MOST_OF_AN_ERROR + 1).getBytes(StandardCharsets.UTF_8);
    return new Response(
        response.status(), response.headers(), new ByteArrayInputStream(text), response.uri());
  }

  private static boolean passes(Response response) throws IOException {
    if (response.status() < FIRST_ERROR || response.status() == UNAUTHORIZED) {
      return false;
    }
    if (BUSY.contains(response.status())) {
      return true;
    }
    String text = response.text(MOST_OF_AN_ERROR + 1);
    response.body().reset();
    return OperationOutcomes.isTransient(text);
  }

  private static MedleyException unreachable(Call call, String what, Exception cause) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        Addresses.shown(call.uri()) + " " + what,
        "check the address and the network, or wait; run again: the pull goes on where it stopped",
        cause);
  }
}
