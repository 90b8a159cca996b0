package org.medley.jobs.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.medley.features.cohort.Mode;

/**
 * What a task file is read against.
 *
 * @param codes the folder of code sets
 * @param zone in which dates end and months pass
 * @param allowed names that other code implements
 * @param predicates a second file that defines predicates anew; empty: none
 * @param mode wins over the file's; empty: the file says
 * @param columns whether a predicate may compare any column, as data of one's own may have
 */
public record TaskContext(
    Path codes,
    ZoneId zone,
    AllowedNames allowed,
    Optional<Path> predicates,
    Optional<Mode> mode,
    boolean columns) {
  /** The context of a site's tasks. */
  public static TaskContext ofSite(Path codes, ZoneId zone, AllowedNames allowed) {
    return new TaskContext(codes, zone, allowed, Optional.empty(), Optional.empty(), false);
  }
}
