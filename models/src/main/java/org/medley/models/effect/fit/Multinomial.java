package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.sparse.ClassFits;
import org.medley.models.effect.sparse.LabelledRows;
import org.medley.models.effect.sparse.LogisticFits;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/**
 * Multinomial logistic regression with a ridge penalty (le Cessie and van Houwelingen, Appl Stat
 * 1992;41:191). Models that leave out different folds are fitted side by side, each with the
 * columns and the penalty of the least log loss among the folds that it may use: with few
 * coefficients by Newton's method, with many by L-BFGS over sparse rows, which reach the same
 * minimum. With many a lasso (Tibshirani, JRSS B 1996;58:267) competes with the ridge, since of
 * thousands of covariates often few matter and a ridge then shrinks these too much. A step passes
 * once over the rows.
 */
public final class Multinomial {
  /** Curvatures of more coefficients than this cost more than the steps that they save. */
  private static final int MOST_BY_NEWTON = 100;

  /** Of so few rows a pass costs the same whatever it sums, so that few steps count for more. */
  private static final int FEW_ROWS = 20_000;

  private static final int MOST_OF_FEW_ROWS = 600;

  private final JavaRDD<Unit> units;
  private final int folds;
  private final int mostByNewton;
  private final Basis basis;
  private final int classes;
  private final Label label;

  /** Class and weight of a unit. */
  public interface Label extends Serializable {
    /** The class from 0, or -1 for a unit that is not used. */
    int of(Unit unit);

    /** Its weight. */
    double weight(Unit unit);
  }

  /** Of the used rows of {@code units}, with at least two classes. */
  public Multinomial(Units units, Basis basis, int classes, Label label) {
    this.units = units.used();
    this.folds = units.folds();
    this.mostByNewton = units.rows() <= FEW_ROWS ? MOST_OF_FEW_ROWS : MOST_BY_NEWTON;
    this.basis = basis;
    this.classes = classes;
    this.label = label;
  }

  /** The models that leave out {@code exclusions}, which begin with those of single folds. */
  public Map<Integer, ClassModel> fit(List<Integer> exclusions) {
    int[] sets = Arrays.stream(basis.sets()).limit(2).toArray();
    List<ClassFits> fits = new ArrayList<>();
    try {
      PenaltyPath path = new PenaltyPath(exclusions, folds);
      for (int columns : sets) {
        fits.add(fits(columns));
        path.tried(fits.get(fits.size() - 1), columns, classes);
      }
      Map<Integer, ClassModel> models = new LinkedHashMap<>();
      for (int set = 0; set < sets.length; set++) {
        int columns = sets[set];
        path.finished(fits.get(set), columns)
            .forEach((e, point) -> models.put(e, new ClassModel(basis, columns, point)));
      }
      return models;
    } finally {
      fits.forEach(ClassFits::close);
    }
  }

  private ClassFits fits(int columns) {
    return (columns + 1) * (classes - 1) <= mostByNewton
        ? new NewtonFits(units, basis, columns, folds, label)
        : sparse(columns);
  }

  /** The same by the other method. */
  ClassFits sparse(int columns) {
    Basis of = basis;
    Label which = label;
    JavaRDD<LabelledRows> rows =
        units.mapPartitions(
            all ->
                new Blocks<>(
                    all,
                    LabelledRows.Builder::new,
                    (unit, block) -> {
                      int one = which.of(unit);
                      double weight = one < 0 ? 0 : which.weight(unit);
                      if (weight > 0) {
                        double[] values = new double[columns];
                        of.fill(unit.x(), values, columns);
                        block.add(values, one, unit.fold(), weight);
                      }
                    },
                    LabelledRows.Builder::build));
    double[] shrink = Arrays.copyOf(basis.shrink(), columns);
    return new LogisticFits(rows, classes, folds, shrink);
  }
}
