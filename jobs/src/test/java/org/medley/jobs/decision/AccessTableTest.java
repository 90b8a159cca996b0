package org.medley.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.AccessRules;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.settings.decision.Access;

class AccessTableTest {
  /** A released table that has decisions and subjects holds rows of the people of a decision. */
  @Test
  void everyReleasedTableWithRowsOfADecisionsPeopleIsNamed() {
    List<String> expected =
        Contracts.RELEASED.stream()
            .filter(
                table ->
                    List.of(table.schema().fieldNames())
                        .containsAll(List.of(AccessRules.DECISION, "subject_id")))
            .map(TableContract::name)
            .toList();
    assertThat(AccessTable.TABLES)
        .extracting(TableContract::name)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachRoleIsARowAndNobodyNamedIsOneToo() {
    List<Row> two =
        AccessTable.of(
            "ab", new Access(List.of("x", "y", "x"), "care", true, false, Access.Readers.OWNER));
    assertThat(two).hasSize(2 * AccessTable.TABLES.size());
    assertThat(two.get(1).mkString(","))
        .isEqualTo("ab,published.treatment_options,y,care,true,false");
    List<Row> none = AccessTable.of("ab", Access.STANDARD);
    assertThat(none).hasSize(AccessTable.TABLES.size());
    assertThat(none.get(0).mkString(","))
        .isEqualTo("ab,published.treatment_options,,null,true,true");
  }
}
