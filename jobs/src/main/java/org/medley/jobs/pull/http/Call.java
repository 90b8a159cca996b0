package org.medley.jobs.pull.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request to be made.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param uri absolute address
 * @param headers what is sent beside the authorisation
 * @param body the text that is sent
 * @param access whether the access token goes with it
 * @param redirects whether it may be sent on to another address
 */
public record Call(
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<String> body,
    Access access,
    Redirects redirects) {

  /** Whether a call carries the access token. */
  public enum Access {
    /** With the token, where there is one. */
    TOKEN,
    /** Never with a token. */
    OPEN
  }

  /** Whether a call is repeated at the address that an answer names. */
  public enum Redirects {
    /** Followed; the token stays behind at another host. */
    FOLLOWED,
    /** Refused, for a body that is a secret itself. */
    REFUSED
  }

  /** Copies the headers. */
  public Call {
    headers = Map.copyOf(headers);
  }

  /** A GET that accepts {@code accept}. */
  public static Call get(URI uri, String accept, Access access) {
    return new Call(
        "GET", uri, Map.of("Accept", accept), Optional.empty(), access, Redirects.FOLLOWED);
  }

  /** A POST of {@code body}. */
  public static Call post(
      URI uri, Map<String, String> headers, String body, Access access, Redirects redirects) {
    return new Call("POST", uri, headers, Optional.of(body), access, redirects);
  }

  /** A DELETE. */
  public static Call delete(URI uri, Access access) {
    return new Call("DELETE", uri, Map.of(), Optional.empty(), access, Redirects.FOLLOWED);
  }

  /** The same with one more header. */
  public Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, more, body, access, redirects);
  }

  /** The same at another address. */
  Call at(URI other, Access otherAccess) {
    return new Call(method, other, headers, body, otherAccess, redirects);
  }
}
