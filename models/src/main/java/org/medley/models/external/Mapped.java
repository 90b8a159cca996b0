package org.medley.models.external;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.REFERENCE_ID;
import static org.medley.features.contract.Matrix.VALUES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Reference;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.Design;

/**
 * Another data set's sparse rows in the vocabulary of a model. Covariates are the same if name and
 * unit are; where several share both, descriptions tell them apart. What only one side has is left
 * out, so that a model's covariate which the data lack is absent from every row: zero or missing,
 * as scoring treats it.
 *
 * @param matrix rows under {@link org.medley.features.contract.Matrix} with the model's indices,
 *     ascending, and its reference
 * @param absent covariates of the model that the data do not have, in the model's order
 * @param otherUnit those of them whose name the data have in another unit
 */
public record Mapped(Dataset<Row> matrix, List<Covariate> absent, List<Covariate> otherUnit) {
  private static final String AT = "at";
  private static final String VALUE = "value";
  private static final int NOWHERE = -1;

  /** A covariate of the other data set. */
  private record Theirs(int index, String name, String unit, String description) {}

  /** Copies the lists. */
  public Mapped {
    absent = List.copyOf(absent);
    otherUnit = List.copyOf(otherUnit);
  }

  /**
   * Maps {@code matrix}, whose indices are those of {@code reference}, to {@code design}. Triggers
   * one action, on the reference.
   *
   * @param reference rows of one task under {@link Reference}
   */
  public static Mapped of(Dataset<Row> matrix, Dataset<Row> reference, Design design) {
    List<Theirs> theirs =
        reference.orderBy(Reference.INDEX).collectAsList().stream()
            .map(
                row ->
                    new Theirs(
                        row.getAs(Reference.INDEX),
                        row.getAs(Reference.COVARIATE),
                        row.getAs(Reference.UNIT),
                        row.getAs(Reference.DESCRIPTION)))
            .toList();
    int[] places = new int[1 + theirs.stream().mapToInt(Theirs::index).max().orElse(0)];
    Arrays.fill(places, NOWHERE);
    List<Covariate> absent = new ArrayList<>();
    List<Covariate> otherUnit = new ArrayList<>();
    for (Covariate covariate : design.covariates()) {
      List<Theirs> same = same(covariate, design.covariates(), theirs);
      if (same.size() == 1) {
        places[same.get(0).index] = covariate.index();
      } else {
        absent.add(covariate);
        if (theirs.stream().anyMatch(each -> each.name.equals(covariate.name()))) {
          otherUnit.add(covariate);
        }
      }
    }
    return new Mapped(mapped(matrix, places, design.referenceId()), absent, otherUnit);
  }

  private static List<Theirs> same(Covariate covariate, List<Covariate> ours, List<Theirs> theirs) {
    List<Theirs> same =
        theirs.stream()
            .filter(each -> each.name.equals(covariate.name()))
            .filter(each -> Objects.equals(each.unit, covariate.unit()))
            .toList();
    long alike =
        ours.stream()
            .filter(each -> each.name().equals(covariate.name()))
            .filter(each -> Objects.equals(each.unit(), covariate.unit()))
            .count();
    return same.size() <= 1 && alike == 1
        ? same
        : same.stream().filter(each -> each.description.equals(covariate.description())).toList();
  }

  private static Dataset<Row> mapped(Dataset<Row> matrix, int[] places, String referenceId) {
    Column entries =
        array_sort(
            filter(
                transform(
                    arrays_zip(col(INDICES), col(VALUES)),
                    each ->
                        struct(
                            element_at(lit(places), each.getField(INDICES).plus(1)).as(AT),
                            each.getField(VALUES).as(VALUE))),
                each -> each.getField(AT).geq(0)));
    return matrix
        .withColumn(AT, entries)
        .withColumn(INDICES, transform(col(AT), each -> each.getField(AT)))
        .withColumn(VALUES, transform(col(AT), each -> each.getField(VALUE)))
        .withColumn(REFERENCE_ID, lit(referenceId))
        .drop(AT);
  }
}
