package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * Where samples lie on the principal components of their source's genotypes, which tell ancestries
 * apart. They are of tonight's samples: another night's are other axes.
 */
public final class PrincipalComponents {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String COMPONENT = "component";
  public static final String VALUE = "value";
  public static final String FITTED = "fitted";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.principal_components",
              "one row per sample and component; none where samples or variants are too few")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(COMPONENT, DataTypes.IntegerType, "from 1, by falling variance")
          .required(
              VALUE, DataTypes.DoubleType, "place on it; over the fitted samples its square is 1")
          .required(
              FITTED,
              DataTypes.BooleanType,
              "whether the sample decides the components; a relative of another does not")
          .key(SOURCE, SAMPLE_ID, COMPONENT)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private PrincipalComponents() {}
}
