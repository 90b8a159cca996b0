package org.medley.jobs.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person or a scheduler asked of a run, so that it can be asked again.
 *
 * @param command the command, such as {@code nightly}
 * @param settings what {@code --set} gave, by key
 * @param only names or words of steps, if only some were asked for
 * @param from the same, where the run was to begin
 * @param until the same, where the run was to end
 */
public record Asked(
    String command,
    Map<String, String> settings,
    List<String> only,
    List<String> from,
    List<String> until) {
  /** The command that runs nights of past dates. */
  public static final String BACKFILL = "backfill";

  /** A whole night with the settings of the site. */
  public static final Asked NIGHT = new Asked("nightly", Map.of(), List.of(), List.of(), List.of());

  /** Whether it is asked for again by running a night. */
  public boolean isNight() {
    return command.equals(NIGHT.command) || command.equals(BACKFILL);
  }

  /** The same with further settings, which win over those that it has. */
  public Asked with(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(further);
    return new Asked(command, all, only, from, until);
  }
}
