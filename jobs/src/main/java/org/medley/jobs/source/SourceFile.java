package org.medley.jobs.source;

import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.fs.Path;

/**
 * One input file as the pull saw it.
 *
 * @param name path below the folder of the source
 * @param uri where to read it, with escapes as a URI has them
 * @param bytes size
 * @param digest SHA-256 in hexadecimal
 */
public record SourceFile(String name, String uri, long bytes, String digest)
    implements Serializable {
  /** Where to read it. */
  public Path path() {
    return new Path(URI.create(uri));
  }
}
