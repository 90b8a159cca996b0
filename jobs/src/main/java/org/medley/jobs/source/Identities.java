package org.medley.jobs.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.People;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;

/**
 * Who is the same person: people of any source with the same identifier of the same system are one
 * subject. Identifiers are compared exactly; nobody is linked by resemblance.
 *
 * @param subjects under {@code clinical.subjects}: one row per subject
 * @param links under {@code clinical.subject_links}: one row per person of a source
 */
public record Identities(Dataset<Row> subjects, Dataset<Row> links) {
  /** The option of a source that names the system of the identifier that decides. */
  public static final String OPTION = "identifier-system";

  private static final String OWN_ID = "own_id";

  /**
   * The subjects behind {@code people}, which are under {@code clinical.people}. An attribute is
   * taken from the first person that states it, by source and key. Reads the people once for each
   * of the two results; subjects take one shuffle. Triggers no action without merges; writing the
   * subjects fails if two identifiers have the same subject_id.
   *
   * @param merges who is one person in spite of other identifiers
   * @param siteKey the secret from which surrogate ids are made
   */
  public static Identities of(Dataset<Row> people, Optional<Merges> merges, byte[] siteKey) {
    Column identity = concat(col(People.IDENTIFIER_SYSTEM), lit("|"), col(People.IDENTIFIER));
    Dataset<Row> identified =
        people
            .withColumn(Subjects.SUBJECT_ID, Hmac.bits63(siteKey, identity))
            .withColumn(OWN_ID, col(Subjects.SUBJECT_ID));
    Dataset<Row> merged = merges.map(each -> each.applied(identified)).orElse(identified);
    return new Identities(subjects(merged), links(merged));
  }

  /** The system of identifiers that only {@code source} itself knows. */
  public static String ownSystem(String source) {
    return "source:" + source;
  }

  private static Dataset<Row> links(Dataset<Row> people) {
    return SubjectLinks.TABLE.conform(
        people.select(
            col(People.SOURCE).as(SubjectLinks.SOURCE),
            col(People.SOURCE_SUBJECT_ID).as(SubjectLinks.SOURCE_SUBJECT_ID),
            col(People.IDENTIFIER_SYSTEM).as(SubjectLinks.IDENTIFIER_SYSTEM),
            col(People.IDENTIFIER).as(SubjectLinks.IDENTIFIER),
            col(Subjects.SUBJECT_ID).as(SubjectLinks.SUBJECT_ID)));
  }

  private static Dataset<Row> subjects(Dataset<Row> people) {
    List<Column> attributes = new ArrayList<>();
    for (String name :
        List.of(
            Subjects.SEX,
            Subjects.RACE,
            Subjects.ETHNICITY,
            Subjects.REGION,
            Subjects.DEATH_TIME)) {
      attributes.add(firstStated(name).as(name));
    }
    Column identity = array(col(People.IDENTIFIER_SYSTEM), col(People.IDENTIFIER));
    Column ids = array_size(collect_set(OWN_ID));
    Column birth = firstStated(Subjects.BIRTH_DATE);
    Column checked =
        when(
                array_size(collect_set(identity)).gt(ids),
                raise_error(lit("two identifiers have the same subject_id; change the site's key"))
                    .cast(DataTypes.DateType))
            .otherwise(birth);
    return Subjects.TABLE.conform(
        people
            .groupBy(Subjects.SUBJECT_ID)
            .agg(checked.as(Subjects.BIRTH_DATE), attributes.toArray(Column[]::new))
            .withColumn(Subjects.CONSENT, lit(null).cast(DataTypes.StringType)));
  }

  private static Column firstStated(String name) {
    Column order =
        when(col(name).isNotNull(), struct(col(People.SOURCE), col(People.SOURCE_SUBJECT_ID)));
    return min_by(col(name), order);
  }
}
