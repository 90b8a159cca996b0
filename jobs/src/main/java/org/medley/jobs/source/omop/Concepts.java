package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CodeParents;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.table.TableRows;

/** The concepts that an extract uses, out of all those of its vocabulary. */
final class Concepts implements AutoCloseable {
  private static final String ID = "used_concept_id";
  private static final String ABOVE = "ancestor_concept_id";
  private static final List<Field> USERS =
      List.of(
          Field.CONCEPT,
          Field.SOURCE_CONCEPT,
          Field.VALUE_CONCEPT,
          Field.UNIT_CONCEPT,
          Field.GENDER,
          Field.RACE,
          Field.ETHNICITY);

  private final Dataset<Row> used;

  private Concepts(Dataset<Row> used) {
    this.used = used;
  }

  /**
   * The concepts that {@code rows} name, by their own rows of the table concept. How many there are
   * grows with the vocabulary and not with the patients, so that they fit into every task. Shuffles
   * concept ids; triggers no action. Kept until closed.
   */
  static Concepts of(Dataset<Row> rows, Vocabularies vocabularies) {
    Column[] ids = USERS.stream().map(Field::of).toArray(Column[]::new);
    Column isHierarchy = col(TableRows.TABLE).equalTo(CdmTables.ANCESTOR);
    Dataset<Row> named =
        rows.where(LineStates.accepted().and(not(isHierarchy)))
            .select(explode(array_compact(array(ids))).as(ID))
            .distinct();
    Dataset<Row> used =
        ofTable(rows, CdmTables.CONCEPT)
            .select(
                Field.KEY.of().as(ID),
                code(vocabularies).as("code"),
                Field.CODE.of().as("plain_code"),
                Field.NAME.of().as("name"),
                Field.CONCEPT_DOMAIN.of().as("domain"))
            .join(named, new String[] {ID}, "left_semi")
            .where(col(ID).notEqual("0"));
    return new Concepts(used.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /**
   * Returns what stands above the concepts in use, at every level, under {@link CodeParents#TABLE}:
   * the rows of concept_ancestor of theirs but the one from a concept to itself. A concept that the
   * vocabulary lacks is above nothing. Sends the concepts in use to every task and joins the
   * ancestors with the vocabulary; triggers no action.
   */
  Dataset<Row> parents(Dataset<Row> rows, Vocabularies vocabularies, String source) {
    Dataset<Row> above =
        ofTable(rows, CdmTables.ANCESTOR)
            .where(Field.NUMBER.of().cast(DataTypes.DoubleType).gt(0))
            .select(Field.CONCEPT.of().as(ID), Field.SOURCE_CONCEPT.of().as(ABOVE))
            .join(
                broadcast(used.select(col(ID), col("code").as(CodeParents.CODE))),
                new String[] {ID});
    Dataset<Row> all =
        ofTable(rows, CdmTables.CONCEPT)
            .select(Field.KEY.of().as(ABOVE), code(vocabularies).as(CodeParents.PARENT));
    return CodeParents.TABLE.conform(
        above
            .join(all, new String[] {ABOVE})
            .select(
                lit(source).as(CodeParents.SOURCE),
                col(CodeParents.CODE),
                col(CodeParents.PARENT),
                lit(CdmTables.ANCESTOR).as(CodeParents.ORIGIN))
            .distinct());
  }

  private static Dataset<Row> ofTable(Dataset<Row> rows, String table) {
    return rows.where(LineStates.accepted().and(col(TableRows.TABLE).equalTo(table)));
  }

  private static Column code(Vocabularies vocabularies) {
    return concat(vocabularies.system(Field.VOCABULARY.of()), lit("//"), Field.CODE.of());
  }

  /**
   * Returns {@code rows} with a column for each of {@code fields} that describes its concept, see
   * {@link #code}: null where the row names none, 0, or one that the vocabulary lacks.
   */
  Dataset<Row> describe(Dataset<Row> rows, Field... fields) {
    Dataset<Row> described = rows;
    for (Field field : fields) {
      List<Column> columns = new ArrayList<>();
      columns.add(col(ID).as(field.column()));
      columns.add(
          struct(col("code"), col("plain_code"), col("name"), col("domain")).as(found(field)));
      described =
          described.join(
              broadcast(used.select(columns.toArray(Column[]::new))),
              new String[] {field.column()},
              "left");
    }
    return described;
  }

  /** The concept of {@code field} as {@code SYSTEM//CODE}. */
  static Column code(Field field) {
    return col(found(field)).getField("code");
  }

  /** Its code without the system. */
  static Column plainCode(Field field) {
    return col(found(field)).getField("plain_code");
  }

  /** Its name. */
  static Column name(Field field) {
    return col(found(field)).getField("name");
  }

  /** Its domain in OMOP's words. */
  static Column domain(Field field) {
    return col(found(field)).getField("domain");
  }

  @Override
  public void close() {
    used.unpersist();
  }

  private static String found(Field field) {
    return "found_" + field.column();
  }
}
