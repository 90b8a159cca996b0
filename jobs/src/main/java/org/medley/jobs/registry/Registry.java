package org.medley.jobs.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;

/**
 * The models of one task and their states, as the ledger tells it. Immutable.
 *
 * <p>The champion is the model last promoted or rolled back to. A candidate is the newest model if
 * it never was champion. All others are retired.
 */
public final class Registry {
  /** Note of the step that decides: its decision as JSON. */
  public static final String DECISION = "decision";

  /** State of a model. */
  public enum State {
    CANDIDATE,
    CHAMPION,
    RETIRED;

    /** The text in tables. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A decision in the ledger.
   *
   * @param decision what was decided
   * @param time wall clock, for people only
   */
  public record Made(Decision decision, Instant time) {}

  private final Map<String, Trained> models;
  private final List<Made> decisions;

  private Registry(Map<String, Trained> models, List<Made> decisions) {
    this.models = models;
    this.decisions = decisions;
  }

  /**
   * The registry of {@code task}.
   *
   * @param train name of the step that trains its models
   * @param decide name of the step that judges them
   */
  public static Registry of(Ledger ledger, String task, String train, String decide) {
    Registry registry = new Registry(new LinkedHashMap<>(), new ArrayList<>());
    for (Entry entry : ledger.of(Entry.Kind.STEP, Entry.Kind.DECISION)) {
      if (entry.kind() == Entry.Kind.DECISION) {
        if (entry.name().equals(task)) {
          registry = registry.and(decision(entry.details()), entry.recorded());
        }
      } else if (entry.name().equals(train)) {
        Optional<Trained> model = Trained.of(notes(entry), entry.recorded());
        registry = model.map(registry::and).orElse(registry);
      } else if (entry.name().equals(decide) && notes(entry).containsKey(DECISION)) {
        registry = registry.and(decision(notes(entry).get(DECISION)), entry.recorded());
      }
    }
    return registry;
  }

  private static Map<String, String> notes(Entry end) {
    return Json.read(end.details(), StepEnd.class).notes();
  }

  private static Decision decision(String json) {
    return Json.read(json, Decision.class);
  }

  /** This registry and one more model, the newest. */
  public Registry and(Trained model) {
    Map<String, Trained> more = new LinkedHashMap<>(models);
    more.remove(model.version());
    more.put(model.version(), model);
    return new Registry(more, decisions);
  }

  /** This registry and one more decision. */
  public Registry and(Decision decision, Instant time) {
    List<Made> more = new ArrayList<>(decisions);
    more.add(new Made(decision, time));
    return new Registry(models, more);
  }

  /** The models, in the order of their training. */
  public List<Trained> models() {
    return List.copyOf(models.values());
  }

  /** The decisions, oldest first. */
  public List<Made> decisions() {
    return List.copyOf(decisions);
  }

  /** The model {@code version}; empty: there is none. */
  public Optional<Trained> model(String version) {
    return Optional.ofNullable(models.get(version));
  }

  /** The model that was trained last; empty before the first. */
  public Optional<Trained> newest() {
    return models.values().stream().reduce((first, second) -> second);
  }

  /** The model that scores; empty before the first was promoted. */
  public Optional<Trained> champion() {
    return Optional.ofNullable(reign().peekLast()).flatMap(this::model);
  }

  /** The champion that a rollback brings back; empty: none was before the present one. */
  public Optional<Trained> before() {
    Deque<String> reign = reign();
    reign.pollLast();
    return Optional.ofNullable(reign.peekLast()).flatMap(this::model);
  }

  /** The champions in the order in which a rollback would bring them back, the present one last. */
  private Deque<String> reign() {
    Deque<String> reign = new ArrayDeque<>();
    for (Made made : decisions) {
      String version = made.decision().version();
      if (made.decision().act() == Decision.Act.PROMOTED) {
        reign.remove(version);
        reign.addLast(version);
      } else if (made.decision().act() == Decision.Act.ROLLED_BACK) {
        while (reign.contains(version) && !reign.peekLast().equals(version)) {
          reign.removeLast();
        }
        if (reign.isEmpty() || !reign.peekLast().equals(version)) {
          reign.addLast(version);
        }
      }
    }
    return reign;
  }

  /** The state of {@code version}. */
  public State state(String version) {
    if (champion().filter(model -> model.version().equals(version)).isPresent()) {
      return State.CHAMPION;
    }
    boolean newest = newest().filter(model -> model.version().equals(version)).isPresent();
    return newest && !wasChampion(version) ? State.CANDIDATE : State.RETIRED;
  }

  /** Whether {@code version} is or ever was champion. */
  public boolean wasChampion(String version) {
    return decisions.stream()
        .map(Made::decision)
        .anyMatch(each -> each.version().equals(version) && each.act() != Decision.Act.REFUSED);
  }

  /** The last decision about {@code version}; empty: none was made. */
  public Optional<Made> last(String version) {
    return decisions.stream()
        .filter(made -> made.decision().version().equals(version))
        .reduce((first, second) -> second);
  }

  /** The last decision of all; empty: none was made. */
  public Optional<Decision> last() {
    return decisions.stream().map(Made::decision).reduce((first, second) -> second);
  }

  /**
   * Whether the gates have to judge the newest model: nobody did, or the last decision of all is
   * their refusal of it under rules other than {@code rules}. People's decisions stand, and an
   * update of a model waits for a person: its data are others than those that gates compare on.
   */
  public boolean isOpen(String rules) {
    Optional<String> newest = newest().filter(model -> !model.updated()).map(Trained::version);
    if (newest.isEmpty()) {
      return false;
    }
    return last(newest.get()).isEmpty()
        || refusal().filter(refused -> !refused.rules().equals(rules)).isPresent();
  }

  /** The refusal of the newest model by the gates, unless anything was decided after it. */
  public Optional<Decision> refusal() {
    return last()
        .filter(Decision::byGates)
        .filter(decision -> decision.act() == Decision.Act.REFUSED)
        .filter(decision -> newest().get().version().equals(decision.version()));
  }

  /** The decisions of people, for a step's key: empty until the first. */
  public List<String> people() {
    return decisions.stream()
        .filter(made -> !made.decision().byGates())
        .map(made -> made.decision().act() + " " + made.decision().version() + " " + made.time())
        .toList();
  }
}
