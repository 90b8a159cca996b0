package org.medley.jobs.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;

@SparkTest
class CanonicalUnitsTest {
  private static final StructType ROWS =
      new StructType()
          .add("code", DataTypes.StringType)
          .add("numeric_value", DataTypes.DoubleType)
          .add("unit", DataTypes.StringType);

  @Test
  void numbersAreInTheCanonicalUnitAndWhatTheSourceSaidIsKept(SparkSession spark) {
    CanonicalUnits units = new CanonicalUnits(UnitTable.load(Path.of("..", "conf", "codes")));
    Dataset<Row> rows = units.of(spark.createDataFrame(examples(), ROWS));

    assertThat(
            rows.withColumn("unconvertible", units.unconvertible()).collectAsList().stream()
                .map(CanonicalUnitsTest::shown))
        .containsExactly(
            "8310-5 37.0 Cel <- 98.6 [degF]",
            "8310-5 37.0 Cel <- 310.15 K",
            "8310-5 37.2 Cel",
            "2345-7 99.0858 mg/dL <- 5.5 mmol/L",
            "14749-6 99.0 mg/dL",
            "3094-0 14.007 mg/dL <- 5.0 mmol/L",
            "2160-0 0.99996312 mg/dL <- 88.4 umol/L",
            "17861-6 10.0195 mg/dL <- 5.0 mEq/L",
            "2951-2 140.0 mmol/L <- 140.0 meq/L",
            "6690-2 6.1 10*3/uL <- 6.1 10*9/L",
            "6690-2 6.1 10*3/uL <- 6100.0 /uL",
            "6690-2 6.1 10*3/uL <- 6.1 K/uL",
            "777-3 250.0 10*3/uL <- 250.0 10*3/uL{cells}",
            "4548-4 6.54304 % <- 48.0 mmol/mol",
            "1742-6 30.0 U/L <- 30.0 IU/L",
            "8867-4 71.0 /min <- 71.0 bpm",
            "8867-4 72.0 /min <- 1.2 Hz",
            "8480-6 120.010200867074 mm[Hg] <- 16.0 kPa",
            "8480-6 120.0 mm[Hg] <- 120.0  mmHg ",
            "33914-3 90.0 mL/min/{1.73_m2} <- 90.0 mL/min",
            "10834-0 0.28 g/dL <- 2.8 g/L",
            "2708-6 97.0 {score} unconvertible",
            "718-7 14.0 furlong unconvertible",
            "718-7 14.0 mg unconvertible",
            "3016-3 2.0 g/L unconvertible",
            "718-7 14.0",
            "718-7",
            "718-7 " + Double.MAX_VALUE + " kg/uL unconvertible",
            "99999-9 1.0 mmHg");
  }

  private static List<Row> examples() {
    return Stream.of(
            stated("8310-5", 98.6, "[degF]"),
            stated("8310-5", 310.15, "K"),
            stated("8310-5", 37.2, "Cel"),
            stated("2345-7", 5.5, "mmol/L"),
            stated("14749-6", 99.0, "mg/dL"),
            stated("3094-0", 5.0, "mmol/L"),
            stated("2160-0", 88.4, "umol/L"),
            stated("17861-6", 5.0, "mEq/L"),
            stated("2951-2", 140.0, "meq/L"),
            stated("6690-2", 6.1, "10*9/L"),
            stated("6690-2", 6100.0, "/uL"),
            stated("6690-2", 6.1, "K/uL"),
            stated("777-3", 250.0, "10*3/uL{cells}"),
            stated("4548-4", 48.0, "mmol/mol"),
            stated("1742-6", 30.0, "IU/L"),
            stated("8867-4", 71.0, "bpm"),
            stated("8867-4", 1.2, "Hz"),
            stated("8480-6", 16.0, "kPa"),
            stated("8480-6", 120.0, " mmHg "),
            stated("33914-3", 90.0, "mL/min"),
            stated("10834-0", 2.8, "g/L"),
            stated("2708-6", 97.0, "{score}"),
            stated("718-7", 14.0, "furlong"),
            stated("718-7", 14.0, "mg"),
            stated("3016-3", 2.0, "g/L"),
            stated("718-7", 14.0, null),
            stated("718-7", null, null),
            stated("718-7", Double.MAX_VALUE, "kg/uL"),
            stated("99999-9", 1.0, "mmHg"))
        .toList();
  }

  @Test
  void everyWrongLineIsNamed(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve(UnitTable.UNITS),
        """
        code,unit,molar_mass,valence,special,name,source
        2345-7,mg/dL,,,,Glucose,x
        LOINC//1-1,mg per dl,heavy,-1,,A,x
        LOINC//2-2,%,,,mmol/mol:1,B,x
        LOINC//3-3,%,,,,C,x
        LOINC//3-3,%,,,,C,x
        """);
    Files.writeString(folder.resolve(UnitTable.ALIASES), "alias,unit,source\nmmHg,mmhg,x\n");

    assertThatThrownBy(() -> UnitTable.load(folder))
        .hasMessageContaining("line 2, code: is not SYSTEM//CODE")
        .hasMessageContaining("line 3, unit: is not a UCUM unit")
        .hasMessageContaining("line 3, molar_mass: is not a number")
        .hasMessageContaining("line 3, valence: is not above zero")
        .hasMessageContaining("line 4, special: is not unit=factor")
        .hasMessageContaining("line 6, code: stands twice")
        .hasMessageContaining("line 2, unit: is not a UCUM unit");
  }

  private static Row stated(String loinc, Double value, String unit) {
    return RowFactory.create("LOINC//" + loinc, value, unit);
  }

  private static String shown(Row row) {
    StringBuilder text = new StringBuilder(row.<String>getAs("code").replace("LOINC//", ""));
    for (String column : List.of("numeric_value", "unit")) {
      text.append(row.getAs(column) == null ? "" : " " + row.getAs(column));
    }
    if (row.getAs("source_value") != null) {
      text.append(" <- " + row.getAs("source_value") + " " + row.getAs("source_unit"));
    }
    return text + (row.<Boolean>getAs("unconvertible") ? " unconvertible" : "");
  }
}
