package org.medley.jobs.source.vcf;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Variants;

/** The alternates of a site as rows, each with the calls that are not homozygous reference. */
final class AlternateRows {
  /** Array of the different calls of an alternate: {@link #CALL}. */
  static final String CALLS = "calls";

  /** The columns of {@code clinical.genotypes} that tell a call and its samples. */
  static final StructType CALL =
      new StructType()
          .add(Genotypes.GENOTYPE, DataTypes.StringType, false)
          .add(Genotypes.DOSAGE, DataTypes.IntegerType, true)
          .add(Genotypes.PLOIDY, DataTypes.IntegerType, false)
          .add(Genotypes.PHASED, DataTypes.BooleanType, false)
          .add(
              Genotypes.SAMPLE_NUMBERS,
              DataTypes.createArrayType(DataTypes.IntegerType, false),
              false)
          .add(Genotypes.PHASE_SETS, DataTypes.createArrayType(DataTypes.StringType, true), false)
          .add(Genotypes.QUALITIES, DataTypes.createArrayType(DataTypes.IntegerType, true), false);

  /** What one alternate of a site is. */
  static final StructType ALTERNATE =
      new StructType()
          .add(Variants.VARIANT_ID, DataTypes.StringType, false)
          .add(Variants.POSITION, DataTypes.IntegerType, false)
          .add(Variants.REF, DataTypes.StringType, false)
          .add(Variants.ALT, DataTypes.StringType, false)
          .add(Variants.ALT_COPIES, DataTypes.LongType, false)
          .add(Variants.ALLELE_COUNT, DataTypes.LongType, false)
          .add(Variants.HETEROZYGOUS, DataTypes.LongType, false)
          .add(Variants.HOMOZYGOUS_ALT, DataTypes.LongType, false)
          .add(CALLS, DataTypes.createArrayType(CALL, false), false);

  private AlternateRows() {}

  /** One row per alternate of {@code site}, in the order of the line: {@link #ALTERNATE}. */
  static Row[] of(Site site, ReferenceSequence reference) {
    List<CallGroup> groups = site.calls.differing();
    Row[] rows = new Row[site.alternates.size()];
    for (int number = 1; number <= rows.length; number++) {
      String alternate = site.alternates.get(number - 1);
      rows[number - 1] =
          row(
              reference.normalise(
                  new Variant(site.contig, site.position, site.reference, alternate)),
              groups,
              number);
    }
    return rows;
  }

  private static Row row(Variant variant, List<CallGroup> groups, int number) {
    long copies = 0;
    long all = 0;
    long heterozygous = 0;
    long homozygous = 0;
    for (CallGroup group : groups) {
      long own = (long) group.size() * group.call.copies(number);
      copies += group.call.complete() ? own : 0;
      all += own;
      heterozygous += group.call.isDiploid() && group.call.copies(number) == 1 ? group.size() : 0;
      homozygous += group.call.isDiploid() && group.call.copies(number) == 2 ? group.size() : 0;
    }
    return RowFactory.create(
        variant.id(),
        variant.position(),
        variant.reference(),
        variant.alternate(),
        copies,
        all,
        heterozygous,
        homozygous,
        calls(groups, number));
  }

  /** A call of one alternate alone. */
  private record Own(String genotype, boolean complete, int ploidy, boolean phased)
      implements Comparable<Own> {
    private static final Comparator<Own> ORDER =
        Comparator.comparing(Own::genotype)
            .thenComparing(Own::complete)
            .thenComparing(Own::ploidy)
            .thenComparing(Own::phased);

    static Own of(Call call, int number) {
      return new Own(call.genotype(number), call.complete(), call.ploidy(), call.phased);
    }

    @Override
    public int compareTo(Own other) {
      return ORDER.compare(this, other);
    }
  }

  /** Calls of the same alleles are the same of an alternate, in an order of their own. */
  private static Row[] calls(List<CallGroup> groups, int number) {
    Map<Own, List<CallGroup>> same =
        groups.stream().collect(groupingBy(g -> Own.of(g.call, number), TreeMap::new, toList()));
    return same.entrySet().stream()
        .map(each -> call(each.getKey(), CallGroup.together(each.getValue()), number))
        .toArray(Row[]::new);
  }

  private static Row call(Own own, CallGroup group, int number) {
    return RowFactory.create(
        own.genotype(),
        own.complete() ? group.call.copies(number) : null,
        own.ploidy(),
        own.phased(),
        group.samples(),
        group.phaseSets(),
        nullWhereNotStated(group.qualities()));
  }

  private static Object nullWhereNotStated(int[] numbers) {
    return Arrays.stream(numbers).anyMatch(number -> number == CallFormat.NOT_STATED)
        ? Arrays.stream(numbers)
            .mapToObj(number -> number == CallFormat.NOT_STATED ? null : number)
            .toArray(Integer[]::new)
        : numbers;
  }
}
