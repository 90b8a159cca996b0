package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/**
 * Where a line states whose it is, and who that is.
 *
 * @param identifiers columns of identifiers, of which the first that is filled counts; empty: each
 *     line is a person of its own
 * @param declares whether the registry itself says who the people are
 * @param sex null: not stated
 * @param birth date of birth; null: not stated
 * @param age age at entry, from which the birth is reckoned; null: not stated
 * @param ageUnit what the age counts
 * @param death null: not stated
 */
record SubjectRule(
    List<Identifier> identifiers,
    boolean declares,
    Texts sex,
    TimeRule birth,
    Numbers age,
    Span ageUnit,
    TimeRule death)
    implements Serializable {
  /**
   * A column of identifiers.
   *
   * @param cell the column
   * @param system their system; null: they are known to this source only
   */
  record Identifier(Cell cell, String system) implements Serializable {}

  /**
   * What a line says of its person.
   *
   * @param system system of the identifier; null: that of the source
   * @param identifier the identifier
   */
  record Person(String system, String identifier) {}

  /** Whose the line is. */
  Person person(Cells cells) throws RejectedLine {
    if (identifiers.isEmpty()) {
      return new Person(null, cells.file() + ":" + cells.line());
    }
    for (Identifier each : identifiers) {
      String text = each.cell().text(cells);
      if (text != null) {
        return new Person(each.system(), text);
      }
    }
    throw new RejectedLine("no-subject", "the line gives no person");
  }

  /** The sex in the words of {@code clinical.people}; null: not stated. */
  String sexOf(Cells cells) throws RejectedLine {
    return sex == null ? null : sex.of(cells, "unknown-sex", "sex");
  }

  /**
   * The first day of what is stated of the birth, as a moment; null: nothing is. From an age in
   * whole years it is the birthday that falls on the entry.
   */
  Moment birthOf(Cells cells, Moment entry) throws RejectedLine {
    if (birth != null) {
      return birth.of(cells, entry);
    }
    BigDecimal years = age == null ? null : age.of(cells);
    if (years == null) {
      return null;
    }
    if (entry == null) {
      throw new RejectedLine("no-origin", "the line gives an age, but no entry");
    }
    if (years.signum() < 0 || ageUnit.days(years).compareTo(BigDecimal.valueOf(54_787)) > 0) {
      throw new RejectedLine("bad-age", "the age is negative or above 150 years");
    }
    LocalDate day = entry.date();
    if (ageUnit != Span.YEARS) {
      return Moment.day(
          day.minusDays(ageUnit.days(years).setScale(0, RoundingMode.HALF_UP).longValueExact()),
          entry.zone(),
          Moment.DAY);
    }
    BigDecimal whole = years.setScale(0, RoundingMode.FLOOR);
    long rest =
        ageUnit.days(years.subtract(whole)).setScale(0, RoundingMode.FLOOR).longValueExact();
    return Moment.day(
        day.minusYears(whole.longValueExact()).minusDays(rest), entry.zone(), Moment.YEAR);
  }
}
