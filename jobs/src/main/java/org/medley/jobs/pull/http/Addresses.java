package org.medley.jobs.pull.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Addresses: what may be shown of them, and which belong together. */
public final class Addresses {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Addresses() {}

  /** The address without query, fragment and user, which may hold secrets or patient ids. */
  public static String shown(URI uri) {
    return uri.getScheme()
        + "://"
        + authority(uri)
        + (uri.getRawPath() == null ? "" : uri.getRawPath());
  }

  /** The host and port of the address. */
  public static String host(URI uri) {
    return authority(uri);
  }

  /**
   * {@code location} as seen from {@code base}.
   *
   * @throws MedleyException with exit code 69 if it is no http or https address
   */
  public static URI resolve(URI base, String location) {
    try {
      URI resolved = base.resolve(new URI(location.strip()));
      if (isHttp(resolved)) {
        return resolved;
      }
    } catch (URISyntaxException e) {
      throw notAnAddress(base, e);
    }
    throw notAnAddress(base, null);
  }

  /** Whether scheme, host and port are the same. */
  public static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  /** Whether the address is absolute, of http or https, with a host and without a user. */
  public static boolean isHttp(URI uri) {
    return uri.getScheme() != null
        && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  /** Whether what is sent there is encrypted. */
  public static boolean encrypted(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether the address does not leave this machine. */
  public static boolean loopback(URI uri) {
    return LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : encrypted(uri) ? 443 : 80;
  }

  private static String authority(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static MedleyException notAnAddress(URI base, Exception cause) {
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        shown(base) + " names an address that is not http or https",
        "ask the server's operator",
        cause);
  }
}
