package org.medley.jobs.report.section;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medley.jobs.report.content.Audit;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Whether a covariate could know the outcome, and which covariates were left out. */
public final class AuditSection {
  private static final List<String> VERDICTS =
      List.of("passed", "warning", "leak", "allowed", "not assessable");

  private AuditSection() {}

  /** The section. */
  public static Element of(Audit audit) {
    Element section =
        Section.of(
            "audit",
            "Could anything leak?",
            "Whether a covariate alone tells the outcome implausibly well, or has values that"
                + " events known at the index time do not give. The table feature.leak_audit has"
                + " all.");
    if (audit.counts().isEmpty()) {
      return section.add(Section.missing("No leak audit was made for this release."));
    }
    section.add(Section.pair(counts(audit.counts()), findings(audit.findings())));
    return audit.leftOut().isEmpty() ? section : section.add(leftOut(audit.leftOut()));
  }

  private static Element counts(List<Audit.Count> counts) {
    Map<String, Map<String, Long>> byCheck = new TreeMap<>();
    counts.forEach(
        one ->
            byCheck
                .computeIfAbsent(one.check(), check -> new TreeMap<>())
                .put(one.verdict(), one.covariates()));
    Table table =
        Table.of("Covariates by check").texts("check").numbers(VERDICTS.toArray(String[]::new));
    byCheck.forEach((check, found) -> table.row(cells(words(check), VERDICTS, found)));
    return Html.block("part", Html.heading("Checks"), table.element());
  }

  private static Element findings(List<Audit.Finding> findings) {
    Element part = Html.block("part", Html.heading("What to look at"));
    if (findings.isEmpty()) {
      return part.add(Html.paragraph("says", "Nothing: no leak and no warning."));
    }
    Table table = Table.of("Leaks and warnings").texts("verdict", "covariate", "why");
    findings.forEach(one -> table.row(one.verdict(), one.covariate(), one.why()));
    return part.add(table.element());
  }

  private static Element leftOut(List<Audit.LeftOut> leftOut) {
    List<String> rules =
        List.copyOf(new TreeSet<>(leftOut.stream().map(Audit.LeftOut::rule).toList()));
    Map<String, Map<String, Long>> byFamily = new TreeMap<>();
    leftOut.forEach(
        one ->
            byFamily
                .computeIfAbsent(one.family(), family -> new TreeMap<>())
                .put(one.rule(), one.covariates()));
    Table table =
        Table.of("Covariates left out").texts("family").numbers(rules.toArray(String[]::new));
    byFamily.forEach((family, found) -> table.row(cells(family, rules, found)));
    return Html.block("part", Html.heading("What the matrix left out"))
        .add(
            Html.paragraph(
                "says",
                "Covariates that too few training members have, that are the same for all of them,"
                    + " that equal another covariate, or that are in a rarer unit. The table"
                    + " feature.left_out names each, and what was kept instead."),
            table.element());
  }

  private static String[] cells(String name, List<String> columns, Map<String, Long> found) {
    String[] cells = new String[columns.size() + 1];
    cells[0] = name;
    for (int i = 0; i < columns.size(); i++) {
      cells[i + 1] = Numbers.count(found.getOrDefault(columns.get(i), 0L));
    }
    return cells;
  }

  private static String words(String check) {
    return check.replace('_', ' ');
  }
}
