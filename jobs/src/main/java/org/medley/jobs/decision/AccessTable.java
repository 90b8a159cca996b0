package org.medley.jobs.decision;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.decision.Access;

/** What a decision says of who may see its rows, as rows under {@code published.access}. */
public final class AccessTable {
  /** The tables in which a decision has rows of the people it is for. */
  public static final List<TableContract> TABLES =
      List.of(
          TreatmentOptions.TABLE,
          OptionOutcomes.TABLE,
          RuleHits.PUBLISHED,
          RuleHits.TABLE,
          IndividualEffects.TABLE);

  private AccessTable() {}

  /** One row for each table and role; a role that is empty stands for none named. */
  public static List<Row> of(String decision, Access access) {
    List<String> roles =
        access.roles().isEmpty() ? List.of("") : access.roles().stream().distinct().toList();
    String purpose = access.purpose().isEmpty() ? null : access.purpose();
    List<Row> rows = new ArrayList<>();
    for (TableContract table : TABLES) {
      for (String role : roles) {
        rows.add(
            RowFactory.create(
                decision, table.name(), role, purpose, access.personRows(), access.pages()));
      }
    }
    return rows;
  }
}
