package org.medley.jobs.pull.bulk;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.medley.jobs.pull.auth.AuthSettings;
import org.medley.jobs.pull.http.Limits;

/**
 * How a source is pulled from a FHIR server.
 *
 * @param url base of the server
 * @param level whose data are exported
 * @param group id of the group, at that level
 * @param types resource types; empty: all
 * @param since whether later pulls ask only for what changed
 * @param fullEvery after how long everything is asked for again; empty: never
 * @param worst the worst severity among the server's outcome entries that does not stop the pull
 * @param counts what becomes of a file that has another number of resources than the manifest says
 * @param auth how the server is told who we are; empty: not at all
 * @param limits how long it is waited for
 */
public record BulkSettings(
    URI url,
    Level level,
    Optional<String> group,
    List<String> types,
    Since since,
    Optional<Duration> fullEvery,
    Severity worst,
    Counts counts,
    Optional<AuthSettings> auth,
    Limits limits) {

  /** Whose data are exported. */
  public enum Level {
    SYSTEM,
    PATIENT,
    GROUP
  }

  /** Whether a pull builds on the one before. */
  public enum Since {
    /** From the second pull on, what changed since the transaction time of the one before. */
    AUTO,
    /** Everything, each time. */
    NONE
  }

  /** What becomes of a count that is wrong. */
  public enum Counts {
    /** The extract is refused. */
    CHECK,
    /** It is passed over. */
    IGNORE
  }

  /** The address that an export begins at. */
  URI address() {
    String base = url.toString().replaceAll("/+$", "");
    return URI.create(
        switch (level) {
          case SYSTEM -> base + "/$export";
          case PATIENT -> base + "/Patient/$export";
          case GROUP -> base + "/Group/" + group.orElseThrow() + "/$export";
        });
  }

  /**
   * What an export covers, as a digest: only an export of the same scope can be built on, since one
   * of more types would miss the past of the new ones.
   */
  String scope() {
    return DigestUtils.sha256Hex(address() + "|" + new TreeSet<>(types));
  }

  /**
   * Whether the list of patients has to be watched for newcomers, whose past {@code _since} hides.
   */
  boolean watchesNewcomers() {
    return level == Level.GROUP && since == Since.AUTO;
  }
}
