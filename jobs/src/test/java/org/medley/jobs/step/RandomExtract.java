package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random versions of resources that refer to each other: people who are merged, encounters that end
 * late or never, diagnoses dated by their encounter, requests whose code is in a medication.
 */
final class RandomExtract {
  private static final int PEOPLE = 6;
  private static final int ENCOUNTERS = 5;
  private static final int MEDICATIONS = 3;
  private static final String BORN = "\"birthDate\":\"1970-01-02\"";

  private final Random random;
  private int firstDay = 1;
  private int days = 4;

  RandomExtract(Random random) {
    this.random = random;
  }

  /** Everyone once, each for itself. */
  List<String> unlinkedPeople() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      lines.add(resource("Patient", "p" + i, BORN));
    }
    return lines;
  }

  /** Somebody whose birth was stated wrongly before. */
  String otherBirth(int person) {
    return resource("Patient", "p" + person, "\"birthDate\":\"1950-03-04\"");
  }

  /** One version of each person. */
  List<String> people() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      lines.add(patient(i));
    }
    return lines;
  }

  /** From now on everything was written on the day {@code day} of January 2020. */
  void writtenOn(int day) {
    firstDay = day;
    days = 1;
  }

  /**
   * Encounters, all of them, and {@code number} versions of findings that were there when they
   * happened.
   */
  List<String> firstVersions(int number) {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < ENCOUNTERS; id++) {
      lines.add(encounter(id));
    }
    for (int i = 0; i < number; i++) {
      lines.add(finding(""));
    }
    return lines;
  }

  /** Corrections of encounters, and findings that were recorded on the day of writing. */
  List<String> laterVersions(int number) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lines.add(random.nextInt(4) == 0 ? encounter() : finding(writtenTime()));
    }
    return lines;
  }

  private String finding(String recorded) {
    boolean measured = random.nextBoolean();
    String when =
        "\"%s\":\"%s\"".formatted(measured ? "effectiveDateTime" : "onsetDateTime", time());
    String known =
        recorded.isEmpty()
            ? ""
            : ",\"%s\":\"%s\"".formatted(measured ? "issued" : "recordedDate", recorded);
    String own = "," + subject() + "," + when + known;
    return measured
        ? resource(
            "Observation",
            "o" + random.nextInt(20),
            "\"status\":\"final\","
                + coded("http://loinc.org", random.nextInt(3))
                + ",\"valueQuantity\":{\"value\":%d}".formatted(random.nextInt(5))
                + own)
        : resource(
            "Condition",
            "c" + random.nextInt(20),
            coded("http://snomed.info/sct", random.nextInt(3)) + own);
  }

  /** Somebody who has died, as became known after the death. */
  String death(int person) {
    return resource(
        "Patient",
        "p" + person,
        BORN + ",\"deceasedDateTime\":\"2019-12-2%dT00:00:00Z\"".formatted(random.nextInt(9)));
  }

  /** Versions of everything, in any order. */
  List<String> versions() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          switch (random.nextInt(6)) {
            case 0 -> patient(random.nextInt(PEOPLE));
            case 1 -> encounter();
            case 2 -> medication();
            case 3 -> request();
            case 4 -> observation();
            default -> condition();
          });
    }
    return lines;
  }

  /** A file that deletes some of them on the third day. */
  String deletions() {
    return ("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Encounter/e%d\"}},"
            + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/c%d\"}}]}")
        .formatted(random.nextInt(ENCOUNTERS), random.nextInt(10));
  }

  private String patient(int id) {
    boolean merged = id + 1 < PEOPLE && random.nextInt(4) == 0;
    String link =
        merged
            ? ",\"link\":[{\"other\":{\"reference\":\"Patient/p%d\"},\"type\":\"replaced-by\"}]"
                .formatted(id + 1 + random.nextInt(PEOPLE - id - 1))
            : "";
    return resource("Patient", "p" + id, BORN + link);
  }

  private String encounter() {
    return encounter(random.nextInt(ENCOUNTERS));
  }

  private String encounter(int id) {
    String end = random.nextBoolean() ? "" : ",\"end\":\"%s\"".formatted(time());
    return resource(
        "Encounter",
        "e" + id,
        "\"status\":\"finished\",\"class\":{\"code\":\"IMP\"},"
            + subject()
            + ",\"period\":{\"start\":\"2019-10-01T00:00:00Z\"%s}".formatted(end));
  }

  private String medication() {
    return resource(
        "Medication",
        "m" + random.nextInt(MEDICATIONS),
        coded("http://www.nlm.nih.gov/research/umls/rxnorm", random.nextInt(3)));
  }

  private String request() {
    return resource(
        "MedicationRequest",
        "r" + random.nextInt(8),
        "\"status\":\"active\",\"intent\":\"order\","
            + "\"medicationReference\":{\"reference\":\"Medication/m%d\"},"
                .formatted(random.nextInt(MEDICATIONS))
            + subject()
            + maybe("authoredOn")
            + encountered());
  }

  private String observation() {
    return resource(
        "Observation",
        "o" + random.nextInt(10),
        "\"status\":\"final\","
            + subject()
            + maybe("effectiveDateTime")
            + ","
            + coded("http://loinc.org", random.nextInt(3))
            + ",\"valueQuantity\":{\"value\":%d}".formatted(random.nextInt(5)));
  }

  private String condition() {
    return resource(
        "Condition",
        "c" + random.nextInt(10),
        subject()
            + maybe("onsetDateTime")
            + encountered()
            + ","
            + coded("http://snomed.info/sct", random.nextInt(3)));
  }

  private String resource(String type, String id, String content) {
    return "{\"resourceType\":\"%s\",\"id\":\"%s\",\"meta\":{\"lastUpdated\":\"%s\"},%s}"
        .formatted(type, id, writtenTime(), content);
  }

  private String writtenTime() {
    return "2020-01-%02dT12:00:00Z".formatted(firstDay + random.nextInt(days));
  }

  private String subject() {
    return "\"subject\":{\"reference\":\"Patient/p%d\"}".formatted(random.nextInt(PEOPLE));
  }

  private String encountered() {
    return ",\"encounter\":{\"reference\":\"Encounter/e%d\"}".formatted(random.nextInt(ENCOUNTERS));
  }

  private String maybe(String name) {
    return random.nextBoolean() ? "" : ",\"%s\":\"%s\"".formatted(name, time());
  }

  private static String coded(String system, int code) {
    return "\"code\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%d\"}]}".formatted(system, code);
  }

  private String time() {
    return "2019-1%d-0%dT00:00:00Z".formatted(random.nextInt(3), 1 + random.nextInt(9));
  }
}
