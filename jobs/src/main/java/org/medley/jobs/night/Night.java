package org.medley.jobs.night;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.control.Tickets;
import org.medley.jobs.error.Diagnosis;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Failpoint;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

/**
 * Runs a night: takes the lease, plans against the ledger, claims, runs what must run in order, and
 * records each end. A killed night leaves claims without ends; the next one goes on from there.
 */
public final class Night {
  /** Note of every step: when it began, by the wall clock. */
  public static final String STARTED = "started";

  private static final double NANOS = 1e9;

  private final SparkSession spark;
  private final Lake lake;
  private final Control control;
  private final LocalDate asOf;
  private final Clock clock;
  private final NightListener listener;
  private final Terms terms;

  /** A plain night of {@code asOf} on {@code lake}. */
  public Night(
      SparkSession spark,
      Lake lake,
      Control control,
      LocalDate asOf,
      Clock clock,
      NightListener listener) {
    this(spark, lake, control, asOf, clock, listener, Terms.of(Asked.NIGHT));
  }

  /** A night of {@code asOf} on {@code lake} under {@code terms}. */
  public Night(
      SparkSession spark,
      Lake lake,
      Control control,
      LocalDate asOf,
      Clock clock,
      NightListener listener,
      Terms terms) {
    this.spark = spark;
    this.lake = lake;
    this.control = control;
    this.asOf = asOf;
    this.clock = clock;
    this.listener = listener;
    this.terms = terms;
  }

  /**
   * Runs what {@code steps} gives for the present ledger.
   *
   * @param steps the night's steps, which may depend on what the ledger says of the past
   * @return the ends of all steps by name, skipped ones included
   */
  public Map<String, StepEnd> run(Function<Ledger, List<Step>> steps) {
    Ledger before = control.ledger();
    String runId = runId(Plan.of(steps.apply(before), before));
    Lease lease = terms.seizes() ? control.seize(runId) : control.acquire(runId);
    Failpoint.reach("after-lease");
    try {
      Ledger ledger = control.ledger();
      Plan plan = Plan.of(steps.apply(ledger), ledger);
      return run(plan, ledger, lease);
    } finally {
      control.release(lease);
    }
  }

  private Map<String, StepEnd> run(Plan plan, Ledger ledger, Lease lease) {
    Instant begun = clock.instant();
    Map<String, Map<String, Ticket>> tickets = claim(plan, ledger, lease);
    Map<String, StepEnd> ends = new LinkedHashMap<>();
    plan.steps()
        .forEach(planned -> planned.done().ifPresent(end -> ends.put(planned.step().name(), end)));
    String current = "";
    try {
      for (Planned planned : plan.running()) {
        current = planned.step().name();
        terms.stop().check(current);
        listener.started(current);
        control.renewIfDue(lease);
        Optional<StepEnd> last = ledger.lastResult(current);
        StepEnd end = run(planned, ends, tickets.get(current), last, lease, begun);
        // A run that was paused during the step may have lost the lease: its end is not recorded.
        control.renewIfDue(lease);
        control.append(List.of(entry(lease, Entry.Kind.STEP, planned, Json.write(end))));
        Failpoint.reach("after-step-end");
        ends.put(current, end);
        listener.ended(current, end);
      }
    } catch (Throwable e) {
      // Spark throws checked exceptions without declaring them; every failure must be recorded.
      listener.failed(current);
      Optional<MedleyException> stopped = terms.stop().of(current, e);
      // A step that was stopped leaves its thread marked, which would keep the record from landing.
      Thread.interrupted();
      Optional<MedleyException> known = stopped.or(() -> lost(lease, e));
      record(lease, plan, current, stopped.isPresent(), known.orElseGet(() -> diagnosis(e)));
      if (known.isPresent()) {
        throw known.get();
      }
      throw e;
    }
    control.append(List.of(run(lease, plan, Ledger.DONE, details(plan))));
    control.tidy();
    return ends;
  }

  /** A run that lost its lease ends as such, whatever its step then stumbled over. */
  private Optional<MedleyException> lost(Lease lease, Throwable failure) {
    Optional<MedleyException> lost = control.lost(lease);
    lost.filter(each -> each != failure).ifPresent(each -> each.addSuppressed(failure));
    return lost;
  }

  private static MedleyException diagnosis(Throwable failure) {
    return Diagnosis.of(failure, "logs/medley.log");
  }

  private void record(Lease lease, Plan plan, String step, boolean stopped, MedleyException why) {
    String state = (stopped ? RunState.STOPPED_IN : RunState.FAILED_IN) + step;
    RunDetails failed = RunDetails.failed(plan.running().size(), why, terms.asked());
    control.append(List.of(run(lease, plan, state, failed)));
  }

  private RunDetails details(Plan plan) {
    return RunDetails.of(plan.running().size(), terms.asked());
  }

  private StepEnd run(
      Planned planned,
      Map<String, StepEnd> ends,
      Map<String, Ticket> tickets,
      Optional<StepEnd> last,
      Lease lease,
      Instant begun) {
    Step step = planned.step();
    Map<String, StepEnd> inputs = new LinkedHashMap<>();
    step.inputs().forEach(input -> inputs.put(input, ends.get(input)));
    long start = System.nanoTime();
    spark.sparkContext().setJobGroup(lease.runId(), step.name(), false);
    SparkSession own = spark.newSession();
    StepContext context =
        new StepContext(
            own,
            lake.in(own),
            lease.runId(),
            begun,
            planned,
            inputs,
            tickets,
            last,
            new Publisher(control, lease, clock, terms));
    Map<String, String> notes = new HashMap<>();
    notes.put(STARTED, clock.instant().toString());
    try {
      notes.putAll(step.run(context));
    } finally {
      own.catalog().clearCache();
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    List<Output> outputs = context.outputs();
    if (outputs.size() != step.writes().size()) {
      throw new IllegalStateException(step.name() + " did not write every table it declares");
    }
    return new StepEnd(Json.write(planned.fingerprint()), outputs, seconds, notes);
  }

  private Map<String, Map<String, Ticket>> claim(Plan plan, Ledger ledger, Lease lease) {
    Tickets tickets = new Tickets(ledger);
    Map<String, Map<String, Ticket>> claimed = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    entries.add(run(lease, plan, RunState.STARTED, details(plan)));
    for (Planned planned : plan.running()) {
      Step step = planned.step();
      List<String> tables = step.writes().stream().map(TableContract::name).toList();
      claimed.put(step.name(), tickets.claim(step.name(), planned.key(), tables, step.slice()));
      entries.add(entry(lease, Entry.Kind.CLAIM, planned, tickets.details(step.name())));
    }
    control.append(entries);
    return claimed;
  }

  private String runId(Plan plan) {
    return asOf + "-" + plan.key().substring(0, 8);
  }

  private Entry run(Lease lease, Plan plan, String state, RunDetails details) {
    return new Entry(
        Entry.Kind.RUN,
        lease.epoch(),
        lease.runId(),
        "nightly",
        plan.key(),
        state,
        Optional.of(asOf),
        clock.instant(),
        Json.write(details));
  }

  private Entry entry(Lease lease, Entry.Kind kind, Planned planned, String details) {
    return new Entry(
        kind,
        lease.epoch(),
        lease.runId(),
        planned.step().name(),
        planned.key(),
        kind == Entry.Kind.STEP ? Ledger.DONE : "claimed",
        Optional.of(asOf),
        clock.instant(),
        details);
  }
}
