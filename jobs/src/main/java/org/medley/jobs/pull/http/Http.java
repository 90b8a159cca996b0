package org.medley.jobs.pull.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Call.Access;
import org.medley.jobs.pull.http.Call.Redirects;

/**
 * Sends calls over HTTP/1.1, each once. Redirects are followed here and not by Java's client, which
 * would hand a header of ours to whichever host it is sent to.
 */
public final class Http {
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_OF_AN_ERROR = 1 << 20;

  private final HttpClient client;
  private final Limits limits;

  /** A sender under {@code limits}. Proxies are those of the Java system properties. */
  public Http(Limits limits) {
    this.limits = limits;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect());
    Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
    this.client = builder.build();
  }

  /**
   * The answer to {@code call}; the caller closes it.
   *
   * @param authorization value of the header, sent where the call wants it and, after a redirect,
   *     only to the host that it was meant for
   * @throws IOException if no answer comes
   * @throws MedleyException with exit code 77 if the token would travel unencrypted, or the server
   *     sends us on where we do not go
   */
  public Response open(Call call, Optional<String> authorization) throws IOException {
    Call next = call;
    for (int hop = 0; ; hop++) {
      Response response = once(next, authorization);
      if (!redirected(response, next)) {
        return response;
      }
      if (hop == MOST_REDIRECTS) {
        throw refused(next.uri(), "redirects more than " + MOST_REDIRECTS + " times");
      }
      next = redirect(next, response);
    }
  }

  private static boolean redirected(Response response, Call call) {
    return call.method().equals("GET")
        ? REDIRECTIONS.contains(response.status())
        : SAME_METHOD.contains(response.status());
  }

  private static Call redirect(Call call, Response response) {
    if (call.redirects() == Redirects.REFUSED) {
      throw refused(call.uri(), "redirects a request that holds a secret");
    }
    URI from = call.uri();
    URI to =
        response
            .header("Location")
            .map(location -> Addresses.resolve(from, location))
            .orElseThrow(() -> refused(from, "redirects without saying where to"));
    if (Addresses.encrypted(from) && !Addresses.encrypted(to)) {
      throw refused(from, "redirects from https to " + to.getScheme());
    }
    return call.at(to, Addresses.sameOrigin(from, to) ? call.access() : Access.OPEN);
  }

  private Response once(Call call, Optional<String> authorization) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .timeout(limits.answer())
            .method(call.method(), publisher(call));
    call.headers().forEach(request::header);
    if (call.access() == Access.TOKEN && authorization.isPresent()) {
      if (!Addresses.encrypted(call.uri()) && !Addresses.loopback(call.uri())) {
        throw new MedleyException(
            ExitCode.PERMISSION,
            Addresses.shown(call.uri()) + " wants the access token over unencrypted http",
            "use https addresses, and ask the server's operator to hand out such");
      }
      request.header("Authorization", authorization.get());
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Response(
          response.statusCode(), response.headers(), body(response), response.uri());
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  /** What is no success is short and needed at once. */
  private InputStream body(HttpResponse<InputStream> response) throws IOException {
    InputStream guarded = new IdleGuard(response.body(), limits.idle());
    if (response.statusCode() / 100 == 2) {
      return guarded;
    }
    try (guarded) {
      return new ByteArrayInputStream(guarded.readNBytes(MOST_OF_AN_ERROR));
    }
  }

  private static BodyPublisher publisher(Call call) {
    return call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
  }

  private static MedleyException refused(URI from, String what) {
    return new MedleyException(
        ExitCode.PERMISSION,
        String.format(Locale.ROOT, "%s %s", Addresses.shown(from), what),
        "write the server's final address into site.yaml, or ask its operator");
  }
}
