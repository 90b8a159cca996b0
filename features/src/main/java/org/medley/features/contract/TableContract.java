package org.medley.features.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What every part of Medley may rely on about one table: name, columns, grain, key, how it is
 * sliced, and which columns identify a person or hold counts of people.
 *
 * <p>A contract is a constant; it holds no data and triggers no Spark action.
 */
public final class TableContract {
  private final String name;
  private final String grain;
  private final StructType schema;
  private final List<String> key;
  private final String slice;
  private final List<String> partitions;
  private final List<String> identifying;
  private final List<String> counts;
  private final List<String> ranges;
  private final List<String> texts;

  private TableContract(Builder builder) {
    this.name = builder.name;
    this.grain = builder.grain;
    this.schema = new StructType(builder.fields.toArray(StructField[]::new));
    this.key = List.copyOf(builder.key);
    this.slice = builder.slice;
    this.partitions = List.copyOf(builder.partitions);
    this.identifying = List.copyOf(builder.identifying);
    this.counts = List.copyOf(builder.counts);
    this.ranges = builder.ranges == null ? null : List.copyOf(builder.ranges);
    this.texts = List.copyOf(builder.texts);
    List<String> known = Arrays.asList(schema.fieldNames());
    for (List<String> used : List.of(key, partitions, identifying, counts, ranges(), texts)) {
      if (!known.containsAll(used)) {
        throw new IllegalArgumentException(name + " names columns that it does not have: " + used);
      }
    }
  }

  /**
   * Starts a contract; {@code name} is {@code schema.table}, {@code grain} says what one row is.
   */
  public static Builder table(String name, String grain) {
    return new Builder(name, grain);
  }

  /** The full name, {@code schema.table}. */
  public String name() {
    return name;
  }

  /** What one row is. */
  public String grain() {
    return grain;
  }

  /** Columns in order, with types, nullability and comments. */
  public StructType schema() {
    return schema;
  }

  /** Columns that together are unique; empty where the table has no key. */
  public List<String> key() {
    return key;
  }

  /** The column whose value names the slice that one step replaces; empty: the whole table. */
  public Optional<String> slice() {
    return Optional.ofNullable(slice);
  }

  /** Partition columns, the slice first where there is one. */
  public List<String> partitions() {
    return partitions;
  }

  /** Columns that identify a person. */
  public List<String> identifying() {
    return identifying;
  }

  /** Columns that count people and are suppressed when small. */
  public List<String> counts() {
    return counts;
  }

  /**
   * Columns by whose smallest and largest value a reader can tell which files it needs: those that
   * the contract names, else all numbers and times.
   */
  public List<String> ranges() {
    return ranges != null
        ? ranges
        : Arrays.stream(schema.fields())
            .filter(field -> !partitions.contains(field.name()))
            .filter(field -> isRanged(field.dataType()))
            .map(StructField::name)
            .toList();
  }

  private static boolean isRanged(DataType type) {
    return type instanceof NumericType
        || type.equals(DataTypes.DateType)
        || type.equals(DataTypes.TimestampType);
  }

  /** Columns of texts that hardly repeat, so that a dictionary of them saves nothing. */
  public List<String> texts() {
    return texts;
  }

  /**
   * Returns {@code rows} with exactly this contract's columns, order and types. Missing columns and
   * columns the contract does not know are errors, since {@link Dataset#to} would pass over both in
   * silence. A null in a required column is an error when the rows are computed; {@link Dataset#to}
   * would refuse any column that Spark cannot prove to be without nulls, as after an outer join.
   *
   * @throws IllegalArgumentException if the column names differ from the contract's
   */
  public Dataset<Row> conform(Dataset<Row> rows) {
    List<String> expected = new ArrayList<>(Arrays.asList(schema.fieldNames()));
    List<String> found = new ArrayList<>(Arrays.asList(rows.columns()));
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(found);
    List<String> unknown = new ArrayList<>(found);
    unknown.removeAll(expected);
    if (!missing.isEmpty() || !unknown.isEmpty() || found.size() != expected.size()) {
      throw new IllegalArgumentException(
          name + " lacks columns " + missing + " and does not know columns " + unknown);
    }
    StructType given = rows.schema();
    Column[] columns =
        Arrays.stream(schema.fields())
            .map(field -> given.apply(field.name()).nullable() ? checked(field) : col(field.name()))
            .toArray(Column[]::new);
    return rows.select(columns).to(schema);
  }

  private Column checked(StructField field) {
    Column column = col(field.name());
    if (field.nullable() || field.dataType() instanceof ArrayType) {
      return column;
    }
    Column failure = raise_error(lit(name + " has a row without " + field.name()));
    // The last value is never reached; it tells Spark that there is no null.
    return coalesce(column, failure.cast(field.dataType()), neverNull(field.dataType()))
        .as(field.name());
  }

  private static Column neverNull(DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      return lit(Instant.EPOCH);
    }
    if (type.equals(DataTypes.DateType)) {
      return lit(LocalDate.EPOCH);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return lit(false);
    }
    return type.equals(DataTypes.StringType) ? lit("") : lit((byte) 0).cast(type);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects the parts of a contract. */
  public static final class Builder {
    private final String name;
    private final String grain;
    private final List<StructField> fields = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final List<String> partitions = new ArrayList<>();
    private final List<String> identifying = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private List<String> ranges;
    private String slice;

    private Builder(String name, String grain) {
      this.name = name;
      this.grain = grain;
    }

    /** Adds a column that is never null. */
    public Builder required(String column, DataType type, String comment) {
      return add(column, type, false, comment);
    }

    /** Adds a column that may be null; the comment says what null means. */
    public Builder optional(String column, DataType type, String comment) {
      return add(column, type, true, comment);
    }

    private Builder add(String column, DataType type, boolean nullable, String comment) {
      fields.add(
          new StructField(
              column, type, nullable, new MetadataBuilder().putString("comment", comment).build()));
      return this;
    }

    /** Adds the columns of {@code other} in their order, less those {@code except}. */
    public Builder columnsOf(TableContract other, String... except) {
      List<String> left = List.of(except);
      Arrays.stream(other.schema.fields())
          .filter(field -> !left.contains(field.name()))
          .forEach(fields::add);
      return this;
    }

    /** Names the columns that together are unique. */
    public Builder key(String... columns) {
      key.addAll(List.of(columns));
      return this;
    }

    /** Partitions the table by {@code column}; a step replaces one value of it at a time. */
    public Builder slicedBy(String column) {
      slice = column;
      partitions.add(0, column);
      return this;
    }

    /** Adds a further partition column. */
    public Builder partitionedBy(String column) {
      partitions.add(column);
      return this;
    }

    /** Names the columns that identify a person. */
    public Builder identifying(String... columns) {
      identifying.addAll(List.of(columns));
      return this;
    }

    /** Names the columns that count people. */
    public Builder counts(String... columns) {
      counts.addAll(List.of(columns));
      return this;
    }

    /** Names the only columns by whose range readers can tell files apart. */
    public Builder ranges(String... columns) {
      ranges = List.of(columns);
      return this;
    }

    /** Names columns of texts that hardly repeat. */
    public Builder texts(String... columns) {
      texts.addAll(List.of(columns));
      return this;
    }

    /** Returns the contract. */
    public TableContract build() {
      return new TableContract(this);
    }
  }
}
