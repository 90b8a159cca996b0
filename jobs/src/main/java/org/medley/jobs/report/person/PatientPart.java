package org.medley.jobs.report.person;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.person.PersonOptions.Option;
import org.medley.jobs.report.person.PersonOptions.Outcome;
import org.medley.jobs.report.section.Section;

/** For the person: plain words, and a picture of 100 people for each option and outcome. */
final class PatientPart {
  private PatientPart() {}

  static Element of(PersonOptions person) {
    Element section =
        Section.of(
            "person", "To read together", "The same in plain words, for the person concerned.");
    PatientWords.of(person).forEach(text -> section.add(Html.paragraph("", text)));
    for (Option option : person.options()) {
      for (Outcome outcome : option.outcomes()) {
        if (outcome.expected().isPresent()) {
          section.add(
              PeopleIcons.of(
                  option.words(), outcome.words(), PatientWords.people(outcome.expected())));
        }
      }
    }
    return section;
  }
}
