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

  private final Random random;

  RandomExtract(Random random) {
    this.random = random;
  }

  /** One version of each person. */
  List<String> people() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      lines.add(patient(i));
    }
    return lines;
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
    return resource("Patient", "p" + id, "\"birthDate\":\"1970-01-02\"" + link);
  }

  private String encounter() {
    String end = random.nextBoolean() ? "" : ",\"end\":\"%s\"".formatted(time());
    return resource(
        "Encounter",
        "e" + random.nextInt(ENCOUNTERS),
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
        .formatted(type, id, "2020-01-0%dT12:00:00Z".formatted(1 + random.nextInt(4)), content);
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
