package org.medley.jobs.source.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.SourceSettings;

@SparkTest
class EventMappingTest {
  private static final String SYNTHEA = "https://github.com/synthetichealth/synthea";

  @Test
  void statementsBecomeEventsWithTheirTimesCodesAndValues(SparkSession spark) {
    Dataset<Row> resources =
        resources(
            spark,
            patient("p1", "A", "'birthDate':'1950','deceasedDateTime':'2021-05'"),
            patient("p2", "B", "'deceasedBoolean':true"),
            "{'resourceType':'Encounter','id':'e1','status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'EMER'},'subject':{'reference':'Patient/p1'},'period':{'start':'2020-01-01T10:00:00Z','end':'2020-01-01T12:00:00Z'}}",
            condition("c1", "'onsetDateTime':'2019-12','recordedDate':'2020-01-01T11:00:00Z'"),
            condition(
                "c2", "'encounter':{'reference':'http://x.org/fhir/Encounter/e1/_history/2'}"),
            condition("c3", "'encounter':{'reference':'Encounter/unknown'}"),
            condition(
                "c4", "'verificationStatus':{'coding':[{'code':'refuted'}]},'recordedDate':'2020'"),
            "{'resourceType':'Condition','id':'c5','code':{'text':'words"
                + " only'},'subject':{'reference':'Patient/p1'},'recordedDate':'2020-01-01'}",
            "{'resourceType':'Condition','id':'c6','code':{'coding':[{'code':'L1','display':'Local'}]},'subject':{'reference':'Patient/nobody'},'recordedDate':'2020-01-01'}",
            "{'resourceType':'Condition','id':'c7','code':{'coding':[{'code':'L1','display':'Local'}]},'subject':{'reference':'Patient?identifier=x'},'recordedDate':'2020-01-01'}",
            observation(
                "o1",
                "'effectiveDateTime':'2020-01-01','issued':'2020-01-03T00:00:00Z','valueQuantity':{'value':0.010,'comparator':'<','unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}"),
            observation(
                "o2",
                "'effectiveDateTime':'2020-01-01T00:00:00','valueCodeableConcept':{'coding':[{'system':'urn:x','code':'yes'}]}"),
            observation(
                "o3",
                "'effectiveDateTime':'2020-01-01T00:00:00Z','component':[{'code':{'coding':[{'code':'a'}]},'valueQuantity':{'value':1}},{'code':{'coding':[{'code':'a'}]},'valueInteger':2}]"),
            observation(
                "o4",
                "'effectiveDateTime':'2020-01-01T00:00:00Z','valueQuantity':{'value':1e400,'unit':'g'}"),
            "{'resourceType':'Medication','id':'m1','code':{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'7','display':'Seven'}]}}",
            "{'resourceType':'MedicationRequest','id':'r1','status':'active','intent':'order','medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p1'},'authoredOn':'2020-01-01T00:00:00Z'}",
            "{'resourceType':'MedicationRequest','id':'r2','status':'active','intent':'plan','medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p1'},'authoredOn':'2020-01-01T00:00:00Z'}");
    SourceSettings settings = Extract.settings("ehr", "America/New_York");
    Mapped mapped = mapped(resources, settings);
    List<String> found =
        mapped.events().collectAsList().stream().map(EventMappingTest::shown).sorted().toList();
    assertThat(found)
        .containsExactlyInAnyOrder(
            "p1/birth MEDS_BIRTH 1950-01-01 05:00:00.0 year assumed 1950-01-01 05:00:00.0",
            "p1/death MEDS_DEATH 2021-06-01 03:59:59.999999 month assumed 2021-06-01"
                + " 03:59:59.999999",
            "e1/class ACTCODE//EMER 2020-01-01 10:00:00.0 instant assumed 2020-01-01 10:00:00.0",
            "c1/ ICD10CM//I10 2020-01-01 04:59:59.999999 month stated 2020-01-01 11:00:00.0",
            "c2/ ICD10CM//I10 2020-01-01 12:00:00.0 instant encounter 2020-01-01 12:00:00.0",
            "o1/ LOINC//1-1 2020-01-02 04:59:59.999999 day stated 2020-01-03 00:00:00.0 0.01 <0.010"
                + " mg",
            "o2/ LOINC//1-1 2020-01-01 05:00:00.0 instant assumed 2020-01-01 05:00:00.0 urn:x//yes",
            "o3/0 EHR//a 2020-01-01 00:00:00.0 instant assumed 2020-01-01 00:00:00.0 1.0",
            "o3/1 EHR//a 2020-01-01 00:00:00.0 instant assumed 2020-01-01 00:00:00.0 2.0",
            "o4/ LOINC//1-1 2020-01-01 00:00:00.0 instant assumed 2020-01-01 00:00:00.0 1e400",
            "r1/ RXNORM//7 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0");
    assertThat(mapped.skipped())
        .containsExactlyInAnyOrder(
            new MappedEvents.Skipped("condition_events", "no-subject", 2),
            new MappedEvents.Skipped("condition_events", "no-code", 1),
            new MappedEvents.Skipped("condition_events", "no-time", 1),
            new MappedEvents.Skipped("patient_death_events", "no-time", 1));
  }

  private static Mapped mapped(Dataset<Row> resources, SourceSettings settings) {
    return Mapped.of(settings, resources, people(resources, settings).links());
  }

  @Test
  void dosesReportsDocumentsAndAnswersBecomeEvents(SparkSession spark) {
    Dataset<Row> resources =
        resources(
            spark,
            patient("p1", "A", ""),
            "{'resourceType':'Encounter','id':'e1','status':'planned','period':{'end':'2020-01-01T12:00:00Z'}}",
            "{'resourceType':'Medication','id':'m1','code':{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'7'}]}}",
            "{'resourceType':'MedicationAdministration','id':'a1','status':'completed','medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p1'},'effectivePeriod':{'start':'2020-01-01T00:00:00Z'},'dosage':{'dose':{'value':2.50,'unit':'mg'}}}",
            "{'resourceType':'MedicationDispense','id':'d1','status':'completed','medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p1'},'whenHandedOver':'2020-01-01T00:00:00Z','quantity':{'value':30}}",
            "{'resourceType':'MedicationStatement','id':'s1','status':'active','medicationCodeableConcept':{'coding':[{'code':'x'}]},'subject':{'reference':'Patient/p1'},'context':{'reference':'Encounter/e1'}}",
            "{'resourceType':'Device','id':'dev','type':{'coding':[{'system':'http://snomed.info/sct','code':'1'}]}}",
            "{'resourceType':'DeviceUseStatement','id':'u1','status':'active','device':{'reference':'Device/dev'},'subject':{'reference':'Patient/p1'},'timingDateTime':'2020-01-01T00:00:00Z'}",
            "{'resourceType':'DiagnosticReport','id':'g1','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'9-9'}]},'subject':{'reference':'Patient/p1'},'issued':'2020-01-01T00:00:00Z','presentedForm':[{'contentType':'text/plain;"
                + " charset=utf-8','data':'aGVsbG8='}]}",
            "{'resourceType':'DocumentReference','id':'n1','status':'current','type':{'coding':[{'system':'http://loinc.org','code':'8-8'}]},'subject':{'reference':'Patient/p1'},'date':'2020-01-01T00:00:00Z','content':[{'attachment':{'contentType':'text/plain','data':'d29ybGQ='}}]}",
            "{'resourceType':'QuestionnaireResponse','id':'q1','status':'completed','questionnaire':'urn:q','subject':{'reference':'Patient/p1'},'authored':'2020-01-01T00:00:00Z','item':[{'linkId':'1','item':[{'linkId':'1.1','answer':[{'valueInteger':7},{'valueCoding':{'system':'urn:x','code':'yes'}}]}]}]}");
    SourceSettings settings = Extract.settings("ehr", "UTC");
    Mapped mapped = Mapped.of(settings, resources, people(resources, settings).links());
    assertThat(mapped.events().collectAsList().stream().map(EventMappingTest::shown))
        .containsExactlyInAnyOrder(
            "a1/ RXNORM//7 2020-01-01 00:00:00.0 instant assumed 2020-01-01 00:00:00.0 2.5 mg",
            "d1/ RXNORM//7 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0 30.0",
            "s1/ EHR//x 2020-01-01 12:00:00.0 instant encounter 2020-01-01 12:00:00.0",
            "u1/ SNOMED//1 2020-01-01 00:00:00.0 instant assumed 2020-01-01 00:00:00.0",
            "g1/ LOINC//9-9 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0 hello",
            "n1/ LOINC//8-8 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0 world",
            "q1/1/0 urn:q//1.1 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0 7.0",
            "q1/1/1 urn:q//1.1 2020-01-01 00:00:00.0 instant stated 2020-01-01 00:00:00.0"
                + " urn:x//yes");
  }

  @Test
  void aSupplyInDaysSaysWhenItEnds(SparkSession spark) {
    Dataset<Row> resources =
        resources(
            spark,
            patient("p1", "A", ""),
            dispensed("d1", ",'daysSupply':{'value':30,'code':'d'}"),
            dispensed("d2", ",'daysSupply':{'value':4,'code':'wk'}"),
            dispensed("d3", ",'daysSupply':{'value':0}"),
            dispensed("d4", ",'daysSupply':{'value':1}"));

    assertThat(
            Extracts.texts(
                mapped(resources, Extract.settings("ehr", "UTC")).events(),
                "source_id",
                "end_time"))
        .containsExactlyInAnyOrder(
            "d1 | 2020-01-30 09:00:00.0", "d2 | -", "d3 | -", "d4 | 2020-01-01 09:00:00.0");
  }

  private static String dispensed(String id, String supply) {
    return "{'resourceType':'MedicationDispense','id':'"
        + id
        + "','status':'completed','medicationCodeableConcept':{'coding':[{'code':'x'}]},'subject':{'reference':'Patient/p1'},'whenHandedOver':'2020-01-01T09:00:00Z'"
        + supply
        + "}";
  }

  @Test
  void staysSpecimensMixturesAndAbsentValuesAreNotLost(SparkSession spark) {
    Dataset<Row> resources = resources(spark, recordsOfAWard());
    SourceSettings settings = Extract.settings("ehr", "America/New_York");
    Mapped mapped = Mapped.of(settings, resources, people(resources, settings).links());
    assertThat(
            Extracts.texts(
                mapped.events(),
                "source_id",
                "source_part",
                "code",
                "time",
                "end_time",
                "text_value"))
        .containsExactlyInAnyOrder(
            "p1 | birth | MEDS_BIRTH | 2020-06-01 04:00:00.0 | - | -",
            "p1 | death | MEDS_DEATH | 2021-01-03 04:59:59.999999 | - | -",
            "e1 | class | ACTCODE//IMP | 2020-03-08 07:30:00.0 | 2020-11-01 06:30:00.0 | -",
            "e1 | type | urn:site:type//x | 2020-03-08 07:30:00.0 | 2020-11-01 06:30:00.0 | -",
            "e1 | type/2 | urn:site:type//y | 2020-03-08 07:30:00.0 | 2020-11-01 06:30:00.0 | -",
            "e1 | location/0 | EHR//Ward 7 | 2020-03-08 06:30:00.0 | 2020-03-08 07:00:00.0 | -",
            "e1 | location/1 | http://terminology.hl7.org/CodeSystem/v3-RoleCode//ICU |"
                + " 2020-11-01 05:30:00.0 | - | -",
            "c1 |  | urn:site:icd//V08 | 2020-11-01 06:30:00.0 | - | -",
            "s1 |  | urn:site:fluid//Blood | 2020-05-01 04:00:00.0 | - | -",
            "o1 |  | LOINC//1-1 | 2021-01-05 05:00:00.0 | - | ABSENTREASON//not-performed",
            "o2 | 0 | EHR//a | 2020-05-01 04:00:00.0 | - | urn:site:why//no",
            "r1 |  | urn:site:mix//saline_x | 2020-05-01 04:00:00.0 | - | -",
            "a1 |  | urn:site:item//7 | 2020-05-01 04:00:00.0 | 2020-05-01 05:00:00.0 |"
                + " urn:site:how//Not Given");
    assertThat(mapped.skipped())
        .containsExactlyInAnyOrder(
            new MappedEvents.Skipped("encounter_type_events", "no-code", 1),
            new MappedEvents.Skipped("specimen_events", "no-code", 1));
  }

  /** Local systems, times without zone in both hours of changing clocks, events out of order. */
  private static String[] recordsOfAWard() {
    String subject = "'subject':{'reference':'Patient/p1'}";
    return new String[] {
      patient("p1", "A", "'birthDate':'2020-06-01','deceasedDateTime':'2021-01-02'"),
      "{'resourceType':'Location','id':'l1','name':'Ward 7'}",
      "{'resourceType':'Location','id':'l2','name':'North','type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-RoleCode','code':'ICU'}]}]}",
      "{'resourceType':'Encounter','id':'e1','status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'IMP'},"
          + subject
          + ",'type':[{'coding':[{'system':'urn:site:type','code':'x'}]},{'text':'words'},{'coding':[{'system':'urn:site:type','code':'y'}]}]"
          + ",'period':{'start':'2020-03-08T02:30:00','end':'2020-11-01T01:30:00-05:00'},'location':["
          + "{'location':{'reference':'Location/l1'},'period':{'start':'2020-03-08T01:30:00-05:00','end':'2020-03-08T03:00:00-04:00'}},"
          + "{'location':{'reference':'Location/unknown'}},"
          + "{'location':{'reference':'Location/l2'},'period':{'start':'2020-11-01T01:30:00'}}]}",
      "{'resourceType':'Condition','id':'c1','code':{'coding':[{'system':'urn:site:icd','code':'V08'}]},"
          + subject
          + ",'encounter':{'reference':'Encounter/e1'}}",
      "{'resourceType':'Specimen','id':'s1','type':{'coding':[{'system':'urn:site:fluid','code':'Blood'}]},"
          + subject
          + ",'collection':{'collectedDateTime':'2020-05-01T00:00:00'}}",
      "{'resourceType':'Specimen','id':'s2','type':{'text':'Urine'},"
          + subject
          + ",'collection':{'collectedDateTime':'2020-05-01'}}",
      observation(
          "o1",
          "'effectiveDateTime':'2021-01-05T00:00:00','dataAbsentReason':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason','code':'not-performed'}]}"),
      observation(
          "o2",
          "'effectiveDateTime':'2020-05-01T00:00:00','component':[{'code':{'coding':[{'code':'a'}]},'dataAbsentReason':{'coding':[{'system':'urn:site:why','code':'no'}]}}]"),
      "{'resourceType':'Medication','id':'m1','identifier':[{'system':'urn:site:mix','value':'saline_x'}],'ingredient':[{'itemReference':{'reference':'Medication/m2'}}]}",
      "{'resourceType':'MedicationRequest','id':'r1','status':'stopped','intent':'order','medicationReference':{'reference':'Medication/m1'},"
          + subject
          + ",'authoredOn':'2020-05-01T00:00:00'}",
      "{'resourceType':'MedicationAdministration','id':'a1','status':'completed','medicationCodeableConcept':{'coding':[{'system':'urn:site:item','code':'7'}]},"
          + subject
          + ",'effectivePeriod':{'start':'2020-05-01T00:00:00','end':'2020-05-01T01:00:00'},'dosage':{'method':{'coding':[{'system':'urn:site:how','code':'Not"
          + " Given'}]}}}"
    };
  }

  @Test
  void patientsWithTheSameIdentifierAreOneSubjectAlsoAcrossSources(SparkSession spark) {
    String race = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
    Dataset<Row> one =
        resources(
            spark,
            patient(
                "p1",
                "A",
                "'gender':'female','birthDate':'1950-02-03','extension':[{'url':'"
                    + race
                    + "','extension':[{'url':'text','valueString':'White'}]}]"),
            patient(
                "p2",
                " A ",
                "'birthDate':'1950','address':[{'state':'XX','period':{'end':'2000'}},{'state':'MA'}]"),
            patient("p3", "00123", ""),
            patient("p4", "123", ""),
            "{'resourceType':'Patient','id':'p5'}");
    Dataset<Row> two =
        resources(spark, patient("x", "A", ""), "{'resourceType':'Patient','id':'p5'}");
    Identities people =
        Identities.of(
            SubjectMapping.people(Extract.settings("one", "UTC"), one, Extract.views())
                .union(SubjectMapping.people(Extract.settings("two", "UTC"), two, Extract.views())),
            Optional.empty(),
            Extract.KEY);
    List<Row> links = people.links().collectAsList();
    assertThat(links).hasSize(7);
    assertThat(links.stream().filter(row -> row.getAs(SubjectLinks.IDENTIFIER).equals("A")))
        .hasSize(3)
        .extracting(row -> row.<Long>getAs(SubjectLinks.SUBJECT_ID))
        .containsOnly(links.get(0).<Long>getAs(SubjectLinks.SUBJECT_ID));
    assertThat(links.stream().map(row -> row.<String>getAs(SubjectLinks.IDENTIFIER_SYSTEM)))
        .contains(SYNTHEA, "source:one", "source:two");
    List<Row> subjects = people.subjects().collectAsList();
    assertThat(subjects).hasSize(5);
    assertThat(subjects.stream().filter(row -> row.getAs(Subjects.SEX) != null))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<Object>getAs(Subjects.BIRTH_DATE)).hasToString("1950-02-03");
              assertThat(row.<String>getAs(Subjects.RACE)).isEqualTo("White");
              assertThat(row.<String>getAs(Subjects.REGION)).isEqualTo("MA");
            });
  }

  private static Identities people(Dataset<Row> resources, SourceSettings settings) {
    return Identities.of(
        SubjectMapping.people(settings, resources, Extract.views()), Optional.empty(), Extract.KEY);
  }

  private static String shown(Row row) {
    List<String> cells =
        new ArrayList<>(List.of(row.getAs(Events.SOURCE_ID) + "/" + row.getAs(Events.SOURCE_PART)));
    for (String name :
        List.of(
            Events.CODE,
            Events.TIME,
            Events.TIME_PRECISION,
            Events.AVAILABLE_BASIS,
            Events.AVAILABLE_TIME,
            Events.NUMERIC_VALUE,
            Events.TEXT_VALUE,
            Events.UNIT)) {
      Object value = row.getAs(name);
      if (value != null) {
        cells.add(value.toString());
      }
    }
    return String.join(" ", cells);
  }

  private static String patient(String id, String identifier, String more) {
    return "{'resourceType':'Patient','id':'%s','identifier':[{'system':'x','value':'no'},{'system':'%s','value':'%s'}]%s}"
        .formatted(id, SYNTHEA, identifier, more.isEmpty() ? "" : "," + more);
  }

  private static String condition(String id, String more) {
    return "{'resourceType':'Condition','id':'%s','code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'I10'}]},'subject':{'reference':'Patient/p1'},%s}"
        .formatted(id, more);
  }

  private static String observation(String id, String more) {
    return "{'resourceType':'Observation','id':'%s','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'1-1'}]},'subject':{'reference':'Patient/p1'},%s}"
        .formatted(id, more);
  }

  private static Dataset<Row> resources(SparkSession spark, String... texts) {
    List<Row> rows =
        Arrays.stream(texts)
            .map(text -> text.replace('\'', '"'))
            .map(
                text ->
                    RowFactory.create(
                        "ehr",
                        member(text, "resourceType"),
                        member(text, "id"),
                        null,
                        null,
                        null,
                        Timestamp.from(Instant.EPOCH),
                        1L,
                        0L,
                        "f",
                        1L,
                        0L,
                        text))
            .toList();
    return spark.createDataFrame(rows, Resources.TABLE.schema());
  }

  private static String member(String text, String name) {
    String start = "\"" + name + "\":\"";
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf('"', from));
  }
}
