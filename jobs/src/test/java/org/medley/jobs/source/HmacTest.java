package org.medley.jobs.source;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

@SparkTest
class HmacTest {
  @Test
  void codesEqualThoseOfTheJavaPlatform(SparkSession spark) throws GeneralSecurityException {
    List<String> texts = new ArrayList<>(List.of("", "urn:x|1", "urn:x|\u00e9\u4e2d"));
    for (int i = 0; i < 200; i++) {
      texts.add("https://example.org/id|" + i);
    }
    for (int length : new int[] {1, 64, 65, 200}) {
      byte[] key = "k".repeat(length).getBytes(StandardCharsets.UTF_8);
      List<Row> rows =
          spark
              .createDataset(texts, Encoders.STRING())
              .select(col("value"), Hmac.bits63(key, col("value")))
              .collectAsList();
      for (Row row : rows) {
        assertThat(row.getLong(1)).isEqualTo(expected(key, row.getString(0))).isNotNegative();
      }
    }
  }

  private static long expected(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(code).getLong() & Long.MAX_VALUE;
  }
}
