package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;

@SparkTest
class NightTest {
  private static final TableContract NUMBERS = numbers("test.numbers");
  private static final TableContract DOUBLED = numbers("test.doubled");
  private static final TableContract OTHER = numbers("test.other");

  private final List<String> ran = new ArrayList<>();
  private String failing = "";
  private Runnable after = () -> {};
  private long seconds;

  @Test
  void aSecondNightDoesNothingAndAChangedSettingRerunsOnlyWhatDependsOnIt(
      SparkSession spark, @TempDir Path lake) {
    night(spark, lake, "3");
    assertThat(ran).containsExactly("numbers", "doubled", "other");

    ran.clear();
    night(spark, lake, "3");
    assertThat(ran).isEmpty();

    Map<String, StepEnd> ends = night(spark, lake, "4");
    assertThat(ran).containsExactly("numbers", "doubled");
    assertThat(ends.get("doubled").outputs().get(0).rows()).isEqualTo(4);
    assertThat(ends).containsKey("other");
  }

  @Test
  void afterAFailureTheNextNightGoesOnWhereItStopped(SparkSession spark, @TempDir Path lake) {
    failing = "doubled";
    assertThatThrownBy(() -> night(spark, lake, "3"))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("planted");
    assertThat(ran).containsExactly("numbers");

    failing = "";
    ran.clear();
    Map<String, StepEnd> ends = night(spark, lake, "3");

    assertThat(ran).containsExactly("doubled", "other");
    assertThat(ends.get("doubled").outputs().get(0).rows()).isEqualTo(3);
    assertThat(control(spark, lake).ledger().of(Entry.Kind.RUN).stream().map(Entry::state).toList())
        .containsExactly("started", "failed in doubled", "started", "done");
  }

  @Test
  void aNightThatIsAskedToStopEndsBeforeItsNextStepAndTheNextGoesOn(
      SparkSession spark, @TempDir Path lake) {
    StopRequest stop = new StopRequest();
    Asked asked = new Asked("nightly", Map.of("a", "b"), List.of(), List.of(), List.of());
    Terms terms = new Terms(asked, false, false, false, stop);
    after = () -> stop.stop(ExitCode.TERMINATED);

    assertThatThrownBy(() -> night(spark, lake, "3", terms))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("asked to stop and did so before doubled")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.TERMINATED);
    assertThat(ran).containsExactly("numbers");
    Ledger ledger = control(spark, lake).ledger();
    RunState state = RunState.last(ledger, Instant.EPOCH).orElseThrow();
    assertThat(state.words()).isEqualTo("stopped in doubled");
    assertThat(state.exitCode()).isEqualTo(ExitCode.TERMINATED);
    List<Entry> runs = ledger.of(Entry.Kind.RUN);
    assertThat(Json.read(runs.get(runs.size() - 1).details(), RunDetails.class).request())
        .isEqualTo(asked);

    after = () -> {};
    ran.clear();
    night(spark, lake, "3");
    assertThat(ran).containsExactly("doubled", "other");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNightWhoseLeaseWasTakenOverEndsAsSuch(
      boolean stumbles, SparkSession spark, @TempDir Path lake) {
    after =
        () -> {
          control(spark, lake).seize("another");
          if (stumbles) {
            throw new IllegalStateException("the other run has changed the table");
          }
        };

    assertThatThrownBy(() -> night(spark, lake, "3"))
        .isInstanceOf(MedleyException.class)
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.FENCED);
    assertThat(ran).containsExactly("numbers");
    assertThat(control(spark, lake).ledger().lastEnd("numbers")).isEmpty();
  }

  @Test
  void aRepeatedStepRunsAlthoughNothingChangedAndAChangedOneIsNamed(
      SparkSession spark, @TempDir Path lake) {
    night(spark, lake, "3");
    Ledger ledger = control(spark, lake).ledger();
    String run = ledger.of(Entry.Kind.RUN).get(0).runId();
    List<Step> steps = new ArrayList<>(steps("3"));
    steps.set(2, new Repeated(steps.get(2), "it is asked for again"));

    Plan again = Plan.of(steps, ledger);
    assertThat(again.running().stream().map(each -> each.step().name())).containsExactly("other");
    assertThat(again.step("other").reason()).isEqualTo("it is asked for again");
    assertThat(again.differing(ledger, run)).isEmpty();
    assertThat(Plan.of(steps("4"), ledger).differing(ledger, run))
        .containsExactly("numbers", "doubled");
  }

  @Test
  void thePlanSaysWhatRunsAndWhy(SparkSession spark, @TempDir Path lake) {
    night(spark, lake, "3");

    Plan plan = Plan.of(steps("4"), control(spark, lake).ledger());

    assertThat(plan.step("numbers").reason()).isEqualTo("its settings or input files changed");
    assertThat(plan.step("doubled").reason()).isEqualTo("numbers changed");
    assertThat(plan.step("other").reason()).isEqualTo("nothing it depends on has changed");
    assertThat(plan.running()).hasSize(2);
  }

  private Map<String, StepEnd> night(SparkSession spark, Path lake, String count) {
    return night(spark, lake, count, Terms.of(Asked.NIGHT));
  }

  private Map<String, StepEnd> night(SparkSession spark, Path lake, String count, Terms terms) {
    return new Night(
            spark,
            new Lake(spark, lake.toString()),
            control(spark, lake),
            LocalDate.of(2024, 6, 1),
            new Ticking(),
            new Silent(),
            terms)
        .run(ledger -> steps(count));
  }

  private static Control control(SparkSession spark, Path lake) {
    return new Control(spark, lake.toString(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  private List<Step> steps(String count) {
    return List.of(
        new TestStep("numbers", count, List.of(), NUMBERS),
        new TestStep("doubled", "", List.of("numbers"), DOUBLED),
        new TestStep("other", "", List.of(), OTHER));
  }

  /** Throws a checked exception without declaring it, as Spark does. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E undeclared(Exception e) throws E {
    throw (E) e;
  }

  private static TableContract numbers(String name) {
    return TableContract.table(name, "one row per number")
        .required("number", DataTypes.LongType, "the number")
        .build();
  }

  /** A clock that moves one second whenever it is read. */
  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      seconds++;
      return Instant.EPOCH.plusSeconds(seconds);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }

  private final class TestStep implements Step {
    private final String name;
    private final String settings;
    private final List<String> inputs;
    private final TableContract table;

    TestStep(String name, String settings, List<String> inputs, TableContract table) {
      this.name = name;
      this.settings = settings;
      this.inputs = inputs;
      this.table = table;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Class<?>> code() {
      return List.of(Output.class);
    }

    @Override
    public String settings() {
      return settings;
    }

    @Override
    public List<String> inputs() {
      return inputs;
    }

    @Override
    public List<TableContract> writes() {
      return List.of(table);
    }

    @Override
    public String slice() {
      return Output.ALL;
    }

    @Override
    public Map<String, String> run(StepContext context) {
      if (name.equals(failing)) {
        throw NightTest.<RuntimeException>undeclared(new java.io.IOException("planted"));
      }
      ran.add(name);
      if (inputs.isEmpty()) {
        long count = settings.isEmpty() ? 1 : Long.parseLong(settings);
        context.write(table, context.spark().range(count).toDF("number"));
      } else {
        context.write(
            table, context.read(NUMBERS).select(functions.col("number").multiply(2).as("number")));
      }
      after.run();
      return Map.of();
    }
  }
}
