package org.medley.jobs.report.person;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Page;

/** One person's options as one page that needs nothing else. The same content, the same bytes. */
public final class PersonPage {
  private PersonPage() {}

  /** The page. */
  public static String render(PersonOptions person) {
    Element main =
        Element.of("main")
            .add(ClinicianPart.of(person))
            .add(PatientPart.of(person))
            .add(foot(person));
    Element body = Element.of("body", person.exploratory() ? "exploratory" : "plain").add(main);
    return Page.of(person.question(), body);
  }

  private static Element foot(PersonOptions person) {
    String access = person.access().isEmpty() ? "" : " Access: " + person.access() + ".";
    return Element.of("footer")
        .add(
            Html.paragraph(
                "small",
                "Subject %s, decision %s, as of %s, release %s.%s Written by Medley; it supports a"
                        .formatted(
                            person.subject(),
                            person.decision(),
                            person.asOf(),
                            person.release(),
                            access)
                    + " decision and does not make it."));
  }
}
