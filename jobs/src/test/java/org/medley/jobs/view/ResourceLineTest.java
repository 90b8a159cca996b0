package org.medley.jobs.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.medley.jobs.view.path.RandomUsage;

class ResourceLineTest {
  private final LongAccumulator unreadable = new LongAccumulator();
  private final ResourceLine lines =
      new ResourceLine(
          new ResourceParser(RandomUsage.of(new Random(1), List.of("id"), 0)),
          "Patient",
          unreadable);

  @Test
  void takesResourcesOfItsTypeAlsoBehindByteOrderMarks() {
    String patient = "{\"resourceType\":\"Patient\",\"id\":\"p\"}";
    for (String line :
        List.of(patient, " " + patient + "\t", "\uFEFF" + patient, "\uFEFF\uFEFF" + patient)) {
      assertThat(isRead(line)).as(line).isTrue();
    }
    for (String line : List.of("", " \t", patient.replace("Patient", "Observation"))) {
      assertThat(isRead(line)).as(line).isFalse();
    }
    assertThat(unreadable.value()).isZero();
    for (String line : List.of("[" + patient + "]", patient + patient, patient + "x", "{}", "\0")) {
      assertThat(isRead(line)).as(line).isFalse();
    }
    assertThat(unreadable.value()).isEqualTo(5);
  }

  private boolean isRead(String line) {
    return lines.parse(UTF8String.fromString(line)) != null;
  }
}
