package org.medley.jobs.source.omop;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/** Texts of the model's types, in the forms in which different exports write them. */
final class CdmTexts {
  private static final Set<String> MISSING = Set.of("na", "nan", "none", "nat", "<na>");
  private static final Pattern ID = Pattern.compile("\\+?(-?)0*([0-9]{1,19})(?:\\.0*)?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final Pattern TIME =
      Pattern.compile(
          "([1-9][0-9]{3})([-/]?)([0-9]{2})\\2([0-9]{2})"
              + "(?:[ Tt]+([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)"
              + " *(Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

  private CdmTexts() {}

  /**
   * A date, and the time of that day where one is written.
   *
   * @param date ISO 8601
   * @param time ISO 8601 with the offset where one is written; null: none is
   * @param midnight whether the time is the first instant of the day
   */
  record Time(String date, String time, boolean midnight) {
    /** The whole as ISO 8601. */
    String text() {
      return time == null ? date : date + "T" + time;
    }
  }

  /** A whole number without plus, leading zeros or point; null: missing. */
  static String id(String text, Field field) throws RejectedLine {
    if (isMissing(text)) {
      return null;
    }
    Matcher id = ID.matcher(text);
    if (!id.matches()) {
      throw new RejectedLine(
          "bad-number", "the column for '" + field.shown() + "' holds no whole number");
    }
    String digits = id.group(2).replaceFirst("^0+(?=.)", "");
    return digits.equals("0") ? digits : id.group(1) + digits;
  }

  /** A number as it is written; null: missing. */
  static String number(String text, Field field) throws RejectedLine {
    if (isMissing(text)) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new RejectedLine(
          "bad-number", "the column for '" + field.shown() + "' holds no number");
    }
    return text;
  }

  /**
   * A date or time: {@code 2010-01-02}, {@code 20100102} or {@code 2010/01/02}, with a T or a space
   * before the time, and without zone or with {@code Z}, {@code UTC}, {@code +01} or {@code
   * +01:00}; null: missing.
   */
  static Time time(String text, Field field) throws RejectedLine {
    if (isMissing(text)) {
      return null;
    }
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw badDate(field);
    }
    String date = parts.group(1) + "-" + parts.group(3) + "-" + parts.group(4);
    try {
      LocalDate day = LocalDate.parse(date);
      if (parts.group(5) == null) {
        return new Time(date, null, false);
      }
      LocalDateTime moment = day.atTime(LocalTime.parse(parts.group(5)));
      boolean midnight = moment.toLocalTime().equals(LocalTime.MIDNIGHT);
      String time = moment.format(DateTimeFormatter.ISO_LOCAL_TIME) + offset(parts.group(6));
      return new Time(date, time, midnight);
    } catch (DateTimeException e) {
      throw badDate(field);
    }
  }

  /**
   * What a day and a moment state together, as ISO 8601: the moment, unless it is midnight of the
   * day (or there is no other day), which states no time; else the day; null: neither is there.
   */
  static String stated(Time day, Time moment) {
    Time shown = moment == null ? day : moment;
    if (shown == null) {
      return null;
    }
    boolean sameDay = day == null || day.date().equals(shown.date());
    return shown.midnight() && sameDay ? shown.date() : shown.text();
  }

  /** A date of birth: the moment, or the year with as much of month and day as there is. */
  static String birth(Time moment, String year, String month, String day) throws RejectedLine {
    if (moment != null) {
      return stated(null, moment);
    }
    if (year == null) {
      return null;
    }
    String text = year + (month == null ? "" : "-" + twoDigits(month));
    text += month == null || day == null ? "" : "-" + twoDigits(day);
    try {
      LocalDate.parse(text + "-01-01".substring(text.length() - 4));
    } catch (DateTimeException | StringIndexOutOfBoundsException e) {
      throw new RejectedLine("bad-date", "year, month and day of birth are no date");
    }
    return text;
  }

  private static String twoDigits(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  private static String offset(String text) {
    if (text == null) {
      return "";
    }
    if (!text.startsWith("+") && !text.startsWith("-")) {
      return "Z";
    }
    String digits = text.replace(":", "");
    return digits.substring(0, 3) + ":" + (digits.length() > 3 ? digits.substring(3) : "00");
  }

  private static boolean isMissing(String text) {
    return text == null || MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  private static RejectedLine badDate(Field field) {
    return new RejectedLine(
        "bad-date", "the column for '" + field.shown() + "' holds no date or time that exists");
  }
}
