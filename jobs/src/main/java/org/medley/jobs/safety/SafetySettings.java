package org.medley.jobs.safety;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medley.features.safety.OptionDrugs;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.jobs.settings.Problems;

/**
 * Safety rules, and what they are asked about.
 *
 * @param knowledge the rules, and what they need to know
 * @param options what the options of a decision stand for; none: current drugs alone are judged
 * @param folders the folders that the rules and their code sets were read from
 */
public record SafetySettings(
    SafetyKnowledge knowledge, List<OptionDrugs> options, List<Path> folders) {
  /** In a list of rules: every rule. */
  public static final String ALL = "all";

  /** Copies the lists. */
  public SafetySettings {
    options = options.stream().sorted(Comparator.comparing(OptionDrugs::name)).toList();
    folders = List.copyOf(folders);
  }

  /**
   * The rules of the configuration folder {@code conf}, asked about nothing yet.
   *
   * @param problems learns what is wrong with any of its files
   */
  public static SafetySettings read(Path conf, Problems problems) {
    Path rules = conf.resolve(SafetyRules.FOLDER);
    Path codes = conf.resolve("codes");
    return new SafetySettings(
        SafetyRules.read(rules, codes, problems), List.of(), List.of(rules, codes));
  }

  /**
   * The same, for the options of a decision.
   *
   * @param ids of the rules that it asks; {@link #ALL} among them, or none at all: every rule
   */
  public SafetySettings of(List<OptionDrugs> asked, Set<String> ids) {
    boolean every = ids.isEmpty() || ids.contains(ALL);
    return new SafetySettings(every ? knowledge : knowledge.only(ids), asked, folders);
  }

  /** Those of {@code ids} that are no rule, sorted. */
  public Set<String> unknown(Set<String> ids) {
    Set<String> unknown = new TreeSet<>(ids);
    unknown.remove(ALL);
    unknown.removeAll(knowledge.byId().keySet());
    return unknown;
  }

  /** What is asked, beside the files in {@link #folders}, as lists in a fixed order. */
  public Map<String, Object> canonical() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rules", new ArrayList<>(knowledge.byId().keySet()));
    Map<String, Object> asked = new TreeMap<>();
    options.forEach(
        option ->
            asked.put(
                option.name(),
                List.of(
                    option.ingredients().stream().sorted().toList(),
                    option.codes().stream().sorted().toList())));
    all.put("options", asked);
    return all;
  }
}
