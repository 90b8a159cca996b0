package org.medley.jobs.source.omop;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What columns of different tables have in common: the cells of a row, in this order. Once a row is
 * read, {@link #DAY} and {@link #END_DAY} hold what day and moment, or the parts of a date of
 * birth, state together, as ISO 8601.
 */
enum Field {
  KEY(Kind.ID),
  PERSON(Kind.ID),
  VISIT(Kind.ID),
  CONCEPT(Kind.ID),
  SOURCE_CONCEPT(Kind.ID),
  SOURCE_VALUE(Kind.TEXT),
  DAY(Kind.TIME),
  MOMENT(Kind.TIME),
  END_DAY(Kind.TIME),
  END_MOMENT(Kind.TIME),
  NUMBER(Kind.NUMBER),
  VALUE_CONCEPT(Kind.ID),
  VALUE_TEXT(Kind.TEXT),
  VALUE_SOURCE(Kind.TEXT),
  OPERATOR(Kind.ID),
  UNIT_CONCEPT(Kind.ID),
  UNIT_TEXT(Kind.TEXT),
  BIRTH_YEAR(Kind.ID),
  BIRTH_MONTH(Kind.ID),
  BIRTH_DAY(Kind.ID),
  GENDER(Kind.ID),
  GENDER_TEXT(Kind.TEXT),
  RACE(Kind.ID),
  RACE_TEXT(Kind.TEXT),
  ETHNICITY(Kind.ID),
  ETHNICITY_TEXT(Kind.TEXT),
  LOCATION(Kind.ID),
  IDENTIFIER(Kind.TEXT),
  NAME(Kind.TEXT),
  VOCABULARY(Kind.TEXT),
  CODE(Kind.TEXT),
  CONCEPT_DOMAIN(Kind.TEXT),
  TYPE(Kind.ID);

  private final Kind kind;

  Field(Kind kind) {
    this.kind = kind;
  }

  /** How texts of a field are read. */
  enum Kind {
    /** A whole number, kept as its shortest text. */
    ID,
    /** A number with a point or exponent. */
    NUMBER,
    /** A date, or date and time. */
    TIME,
    /** Anything. */
    TEXT
  }

  /** How its texts are read. */
  Kind kind() {
    return kind;
  }

  /** Name of its column in rows of all tables together. */
  String column() {
    return "cdm_" + name().toLowerCase(Locale.ROOT);
  }

  /** Its column there. */
  Column of() {
    return functions.col(column());
  }

  /** Its name in words. */
  String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
