package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.OptionalLong;
import org.medley.jobs.pull.http.Call;

/**
 * One file of an export.
 *
 * @param list the list of the manifest that names it
 * @param name where it lands below the extract, without {@code .gz}; stable while links change
 * @param url where it is now
 * @param access whether the token is to be sent
 * @param count resources in it; empty where the server does not say
 * @param entry what the manifest says of it
 */
record RemoteFile(
    List list, String name, URI url, Call.Access access, OptionalLong count, JsonNode entry) {

  /** A list of the manifest, by the name that it has in a landed one. */
  enum List {
    OUTPUT("output"),
    DELETED("deleted"),
    ERROR("error");

    private final String key;

    List(String key) {
      this.key = key;
    }

    /** Its key. */
    String key() {
      return key;
    }
  }
}
