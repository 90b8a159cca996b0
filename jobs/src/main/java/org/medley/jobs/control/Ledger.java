package org.medley.jobs.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the control table says, read once. A step counts as done only by its latest end: an older
 * end with a fitting key does not count, since the slice was rewritten after it.
 */
public final class Ledger {
  /** The ledger of a new lake. */
  public static final Ledger EMPTY = new Ledger(List.of());

  /** State of a step end. */
  public static final String DONE = "done";

  /** How the state of a release that was rolled back begins. */
  public static final String WITHDRAWN = "withdrawn";

  /** State of a release that a backfill made for a date before the current release's. */
  public static final String BESIDE = "backfilled";

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::epoch).thenComparing(Entry::recorded);

  private final List<Entry> entries;

  private Ledger(List<Entry> entries) {
    this.entries = entries;
  }

  /** The ledger of {@code entries}, in any order. */
  public static Ledger of(List<Entry> entries) {
    return new Ledger(entries.stream().sorted(ORDER.thenComparing(Entry::name)).toList());
  }

  /** The rows of some kinds, oldest first. */
  public List<Entry> of(Entry.Kind... kinds) {
    List<Entry.Kind> wanted = List.of(kinds);
    return entries.stream().filter(entry -> wanted.contains(entry.kind())).toList();
  }

  /** Whether there is a head row: a process that died while it made the table left none. */
  boolean hasHead() {
    return !of(Entry.Kind.LEASE).isEmpty();
  }

  /** The head row. */
  Entry head() {
    return of(Entry.Kind.LEASE).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the control table has no head row"));
  }

  /** The latest end of {@code step}; empty if it never ended. */
  public Optional<Entry> lastEnd(String step) {
    return of(Entry.Kind.STEP).stream()
        .filter(entry -> entry.name().equals(step) && entry.state().equals(DONE))
        .reduce((first, second) -> second);
  }

  /**
   * The latest end of {@code step} when the release {@code releaseId} was made; empty if the step
   * had not ended by then, or there is no such release.
   */
  public Optional<Entry> endBefore(String step, String releaseId) {
    Optional<Entry> made = made(releaseId);
    return of(Entry.Kind.STEP).stream()
        .filter(entry -> entry.name().equals(step) && entry.state().equals(DONE))
        .filter(entry -> made.isPresent() && ORDER.compare(entry, made.get()) <= 0)
        .reduce((first, second) -> second);
  }

  /** The row by which the release {@code releaseId} was made; empty if there is none. */
  public Optional<Entry> made(String releaseId) {
    return of(Entry.Kind.RELEASE).stream()
        .filter(entry -> entry.name().equals(releaseId))
        .filter(entry -> !entry.state().startsWith(WITHDRAWN))
        .reduce((first, second) -> second);
  }

  /** What {@code step} left on the latest night before {@code date}; empty: none before ended. */
  public Optional<StepEnd> lastBefore(String step, LocalDate date) {
    return of(Entry.Kind.STEP).stream()
        .filter(entry -> entry.name().equals(step) && entry.state().equals(DONE))
        .filter(entry -> entry.asOf().filter(night -> night.isBefore(date)).isPresent())
        .reduce(
            (first, second) -> second.asOf().get().isBefore(first.asOf().get()) ? first : second)
        .map(entry -> Json.read(entry.details(), StepEnd.class));
  }

  /** How the lease stands at {@code now}; empty before the first night. */
  public Optional<LeaseState> lease(Instant now) {
    return hasHead() ? Optional.of(LeaseState.of(head(), now)) : Optional.empty();
  }

  /** When the newest row was recorded; empty for a new lake. */
  public Optional<Instant> newest() {
    return entries.stream().map(Entry::recorded).max(Comparator.naturalOrder());
  }

  /** What the latest end of {@code step} left, whatever its key. */
  public Optional<StepEnd> lastResult(String step) {
    return lastEnd(step).map(entry -> Json.read(entry.details(), StepEnd.class));
  }

  /** What the latest end of {@code step} left, if its key is {@code key}. */
  public Optional<StepEnd> done(String step, String key) {
    return lastEnd(step)
        .filter(entry -> entry.key().equals(key))
        .map(entry -> Json.read(entry.details(), StepEnd.class));
  }

  /** The claim of {@code step} with {@code key} that has no end after it; empty if none. */
  Optional<Claim> openClaim(String step, String key) {
    Optional<Entry> end = lastEnd(step);
    return of(Entry.Kind.CLAIM).stream()
        .filter(entry -> entry.name().equals(step) && entry.key().equals(key))
        .filter(entry -> end.isEmpty() || end.get().epoch() < entry.epoch())
        .reduce((first, second) -> second)
        .map(entry -> Json.read(entry.details(), Claim.class));
  }

  /** The highest transaction version ever claimed for each application. */
  Map<String, Long> claimedVersions() {
    Map<String, Long> versions = new HashMap<>();
    for (Entry entry : of(Entry.Kind.CLAIM)) {
      Json.read(entry.details(), Claim.class)
          .versions()
          .forEach((appId, version) -> versions.merge(appId, version, Math::max));
    }
    return versions;
  }

  /** The current release; empty before the first. */
  public Optional<Release> current() {
    return hasHead() ? release(Head.of(head()).releaseId()) : Optional.empty();
  }

  /** The release named {@code releaseId}, released or not. */
  public Optional<Release> release(String releaseId) {
    return of(Entry.Kind.RELEASE).stream()
        .filter(entry -> entry.name().equals(releaseId))
        .reduce((first, second) -> second)
        .map(entry -> Json.read(entry.details(), Release.class));
  }

  /**
   * Who withdrew the release {@code releaseId}, and why; empty if nobody did, or if it was released
   * again since.
   */
  public Optional<String> withdrawn(String releaseId) {
    return of(Entry.Kind.RELEASE).stream()
        .filter(entry -> entry.name().equals(releaseId))
        .map(Entry::state)
        .reduce((first, second) -> second)
        .filter(state -> state.startsWith(WITHDRAWN));
  }

  /** The releases that backfills made beside the current one, the latest date first. */
  public List<Release> beside() {
    Set<String> chain = released().stream().map(Release::releaseId).collect(Collectors.toSet());
    Map<String, Release> beside = new LinkedHashMap<>();
    for (Entry entry : of(Entry.Kind.RELEASE)) {
      if (entry.state().equals(BESIDE) && !chain.contains(entry.name())) {
        beside.put(entry.name(), Json.read(entry.details(), Release.class));
      }
    }
    return beside.values().stream().sorted(Comparator.comparing(Release::date).reversed()).toList();
  }

  /** Every release that stands: the current one, those before it, and those of backfills. */
  public List<Release> standing() {
    List<Release> standing = new ArrayList<>(released());
    standing.addAll(beside());
    return standing;
  }

  /** Every release that was made current and stands, the current one first. */
  public List<Release> released() {
    Map<String, Release> chain = new LinkedHashMap<>();
    Optional<Release> next = current();
    while (next.isPresent() && !chain.containsKey(next.get().releaseId())) {
      chain.put(next.get().releaseId(), next.get());
      next = release(next.get().previous());
    }
    return new ArrayList<>(chain.values());
  }
}
