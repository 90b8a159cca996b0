package org.medley.jobs.discovery;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.models.association.Association;
import org.medley.models.association.Calls;
import org.medley.models.association.Design;
import org.medley.models.association.Traits;
import org.medley.models.association.VariantScan;

/** Tests variants of the lake, of which each is a row of calls. */
final class VariantCalls implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Traits traits;
  private final String[] sexes;
  private final boolean sexIsCovariate;

  VariantCalls(Traits traits, List<String> sexes, boolean sexIsCovariate) {
    this.traits = traits;
    this.sexes = sexes.toArray(String[]::new);
    this.sexIsCovariate = sexIsCovariate;
  }

  /** How many copies of a contig people have. */
  private enum Copies {
    TWO,
    X,
    Y,
    ONE;

    static Copies of(String variant) {
      return switch (variant.substring(0, variant.indexOf(':'))) {
        case "X" -> X;
        case "Y" -> Y;
        case "MT" -> ONE;
        default -> TWO;
      };
    }

    byte of(Sex sex) {
      return switch (this) {
        case TWO -> 2;
        case X -> (byte) (sex == Sex.MALE ? 1 : sex == Sex.FEMALE ? 2 : 0);
        case Y -> (byte) (sex == Sex.MALE ? 1 : 0);
        case ONE -> 1;
      };
    }
  }

  private enum Sex {
    MALE,
    FEMALE,
    OTHER;

    static Sex of(String stated) {
      return "male".equals(stated) ? MALE : "female".equals(stated) ? FEMALE : OTHER;
    }
  }

  /** Tests the variants of a partition as they come. */
  Iterator<Row> test(Iterator<Row> variants) {
    Map<Copies, VariantScan> scans = new EnumMap<>(Copies.class);
    Calls calls = new Calls();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return variants.hasNext();
      }

      @Override
      public Row next() {
        Row row = variants.next();
        return test(row.getString(0), row.getList(1), calls, scans);
      }
    };
  }

  private Row test(String variant, List<Row> called, Calls calls, Map<Copies, VariantScan> scans) {
    Copies copies = Copies.of(variant);
    calls.clear();
    for (Row call : called) {
      int sample = call.getInt(0);
      byte ploidy = copies.of(Sex.of(sexes[sample]));
      calls.add(
          sample,
          call.isNullAt(1) ? Calls.MISSING : dosage(call.getInt(1), call.getInt(2), ploidy));
    }
    Association found =
        scans.computeIfAbsent(copies, kind -> new VariantScan(design(kind))).test(calls, false);
    boolean none = found.unavailable() != null;
    return RowFactory.create(
        variant,
        variant.substring(variant.lastIndexOf(':') + 1),
        found.samples(),
        none ? null : found.beta(),
        none ? null : found.standardError(),
        none ? null : found.statistic(),
        none ? null : found.p(),
        none ? found.unavailable().text() : null);
  }

  private Design design(Copies copies) {
    byte[] ploidy = new byte[sexes.length];
    for (int i = 0; i < ploidy.length; i++) {
      ploidy[i] = copies.of(Sex.of(sexes[i]));
    }
    return Design.of(traits, ploidy, copies == Copies.X && !sexIsCovariate);
  }

  /**
   * Copies of the alternate among as many as the person has; a call of more alleles that differ is
   * not known.
   */
  private static int dosage(int dosage, int alleles, byte ploidy) {
    if (alleles == 0 || ploidy == 0 || dosage * ploidy % alleles != 0) {
      return Calls.MISSING;
    }
    return dosage * ploidy / alleles;
  }
}
