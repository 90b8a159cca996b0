package org.medley.jobs.site;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.notice.NoticeSection;
import org.medley.jobs.pull.PullSection;
import org.medley.jobs.pull.PullSettings;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;
import org.medley.jobs.source.SourceSettings;

/** Reads {@code site.yaml}. */
final class SiteFile {
  private final Path folder;
  private final Map<String, Set<String>> optionsByKind;
  private final Problems problems;
  private final Map<String, PullSettings> pulls = new LinkedHashMap<>();

  /**
   * A reader of the site in {@code folder}.
   *
   * @param optionsByKind the options that each kind of source knows
   */
  SiteFile(Path folder, Map<String, Set<String>> optionsByKind, Problems problems) {
    this.folder = folder;
    this.optionsByKind = optionsByKind;
    this.problems = problems;
  }

  /** The site; problems are noted, and stand-ins returned for what is wrong. */
  Site read(Overrides overrides) {
    Path file = folder.resolve("site.yaml");
    try (Section site = YamlFile.read(file, problems, overrides::ofSite)) {
      NoticeSection.read(site, folder);
      return new Site(
          site.required("site"),
          zone(site),
          date(site, "as-of"),
          identityKey(site),
          Math.toIntExact(site.integer("minimum-cell", Site.MINIMUM_CELL)),
          tolerance(site),
          Math.toIntExact(site.integer("retrain-days", Site.RETRAIN_DAYS)),
          sources(site));
    }
  }

  /** How the sources that have a block {@code pull} are pulled, by name; after {@link #read}. */
  Map<String, PullSettings> pulls() {
    return pulls;
  }

  private Path identityKey(Section site) {
    try (Section identity = site.section("identity")) {
      return folder.resolve(identity.required("key-file")).normalize();
    }
  }

  private static Site.Tolerance tolerance(Section site) {
    try (Section section = site.section("tolerance")) {
      return new Site.Tolerance(
          section.integer("rows", Site.Tolerance.STANDARD.rows()),
          section.number("share", Site.Tolerance.STANDARD.share()));
    }
  }

  private List<SourceSettings> sources(Section site) {
    List<SourceSettings> sources = new ArrayList<>();
    site.sections("sources").forEach((name, section) -> sources.add(source(name, section)));
    if (sources.isEmpty()) {
      site.problem("sources", "names no source", "add one, such as 'ehr: {kind: fhir, path: …}'");
    }
    return sources;
  }

  private SourceSettings source(String name, Section given) {
    try (Section section = given) {
      if (!name.matches("[a-z][a-z0-9_-]*")) {
        section.problem("(name)", "is not a plain name", "use lower-case letters, digits, - and _");
      }
      Map<String, String> kinds = new LinkedHashMap<>();
      optionsByKind.keySet().stream().sorted().forEach(kind -> kinds.put(kind, kind));
      section.required("kind");
      String kind = section.one("kind", kinds, "");
      Map<String, String> options = new LinkedHashMap<>();
      for (String option : optionsByKind.getOrDefault(kind, Set.of())) {
        section
            .value(option)
            .ifPresent(value -> options.put(option, resolve(option, value.asText())));
      }
      return new SourceSettings(name, kind, path(name, kind, section), zone(section), options);
    }
  }

  /** What is pulled lies in the lake, which only the command knows: its path is below that. */
  private String path(String name, String kind, Section section) {
    if (!section.has("pull")) {
      return resolve(section.required("path"));
    }
    pulls.put(name, PullSection.read(section.section("pull"), kind, this::resolve));
    if (section.has("path")) {
      section.problem(
          "path", "stands beside pull", "leave it out: what is pulled lies in the lake");
    }
    return Landing.path(".", name);
  }

  private String resolve(String option, String value) {
    return SourceSettings.FILES.contains(option) ? resolve(value) : value;
  }

  /** Paths without a scheme are relative to the folder of the configuration. */
  private String resolve(String path) {
    return path.matches("[a-z][a-z0-9+.-]+:.*")
        ? path
        : folder.resolve(path).toAbsolutePath().normalize().toString();
  }

  /** The zone; UTC after a problem was noted. */
  static ZoneId zone(Section section) {
    String zone = section.required("zone");
    try {
      return zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone);
    } catch (DateTimeException e) {
      section.problem("zone", "is '" + zone + "'", "use a name such as Europe/Zurich or UTC");
      return ZoneId.of("UTC");
    }
  }

  private static Optional<LocalDate> date(Section section, String key) {
    return section
        .value(key)
        .flatMap(
            value -> {
              try {
                return Optional.of(LocalDate.parse(value.asText()));
              } catch (DateTimeException e) {
                section.problem(key, "is not a date", "write it as 2024-06-01");
                return Optional.empty();
              }
            });
  }
}
