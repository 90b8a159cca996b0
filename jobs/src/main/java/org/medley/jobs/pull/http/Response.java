package org.medley.jobs.pull.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The answer to a call. Its body can be read once and must be closed.
 *
 * @param status HTTP status
 * @param headers its headers
 * @param body its body; of an answer other than 2xx it is in memory
 * @param uri the address that answered, after redirects
 */
public record Response(int status, HttpHeaders headers, InputStream body, URI uri)
    implements AutoCloseable {
  private static final int SUCCESS = 200;
  private static final int REDIRECTION = 300;

  /** Whether the status is 2xx. */
  public boolean ok() {
    return status >= SUCCESS && status < REDIRECTION;
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * The body as UTF-8.
   *
   * @throws IOException if it breaks off, or is longer than {@code most} bytes
   */
  public String text(int most) throws IOException {
    byte[] bytes = body.readNBytes(most);
    if (bytes.length == most && body.read() >= 0) {
      throw new IOException("the answer is longer than " + most + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Everything that was wanted has been read: how the connection ends does not matter.
      return;
    }
  }
}
