package org.medley.jobs.decision;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.TreatmentOptions;

/** How many safety rules speak against each option of a person, and in which words. */
final class SafetyCounts {
  private SafetyCounts() {}

  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(
        java.util.List.of(),
        new StructType()
            .add(OptionOutcomes.SUBJECT_ID, DataTypes.LongType)
            .add(OptionOutcomes.INDEX_TIME, DataTypes.TimestampType)
            .add(OptionOutcomes.OPTION, DataTypes.StringType)
            .add(TreatmentOptions.VETOES, DataTypes.IntegerType)
            .add(TreatmentOptions.VETO_WORDS, DataTypes.StringType)
            .add(TreatmentOptions.CAUTIONS, DataTypes.IntegerType)
            .add(TreatmentOptions.CAUTION_WORDS, DataTypes.StringType)
            .add(TreatmentOptions.NOT_ASSESSABLE, DataTypes.IntegerType));
  }
}
