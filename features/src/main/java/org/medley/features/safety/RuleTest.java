package org.medley.features.safety;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What must be found to make a rule fire. Windows end at the instant that is asked about. */
public sealed interface RuleTest {
  /** What the rule looks at. */
  RuleKind kind();

  /**
   * Another current drug.
   *
   * @param others the ingredients that an ingredient must not meet, by its name
   */
  record DrugDrug(Map<String, Set<String>> others) implements RuleTest {
    /** Copies the pairs. */
    public DrugDrug {
      others = Map.copyOf(others);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.DRUG_DRUG;
    }
  }

  /**
   * A phenotype of a gene. Where inhibitors of its enzyme are known, that which the current ones
   * leave of it.
   *
   * @param gene symbol
   * @param phenotypes in lower case; any of them makes the rule fire
   */
  record Phenotype(String gene, Set<String> phenotypes) implements RuleTest {
    /** Copies the phenotypes. */
    public Phenotype {
      phenotypes = Set.copyOf(phenotypes);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.PHARMACOGENETIC;
    }
  }

  /**
   * A row of a guideline that holds for the person's genes and names the drug.
   *
   * @param bodies who wrote the guideline
   * @param strengths how strongly it recommends
   * @param matching regular expression that its recommendation matches, in any case
   * @param unless regular expression that it does not match; empty: none
   */
  record Guideline(Set<String> bodies, Set<String> strengths, String matching, String unless)
      implements RuleTest {
    /** Copies the sets. */
    public Guideline {
      bodies = Set.copyOf(bodies);
      strengths = Set.copyOf(strengths);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.PHARMACOGENETIC;
    }
  }

  /**
   * An allergy to the ingredient itself or to a group of substances.
   *
   * @param groups names of groups; empty: the ingredient alone
   */
  record Allergy(Set<String> groups) implements RuleTest {
    /** Copies the groups. */
    public Allergy {
      groups = Set.copyOf(groups);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.ALLERGY;
    }
  }

  /**
   * A diagnosis, procedure or other event.
   *
   * @param codeSets code sets, any of which counts
   * @param withinDays how old it may be; empty: any age
   * @param resolved whether it counts after its end
   */
  record Condition(Set<String> codeSets, OptionalInt withinDays, boolean resolved)
      implements RuleTest {
    /** Copies the code sets. */
    public Condition {
      codeSets = Set.copyOf(codeSets);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.CONDITION;
    }
  }

  /**
   * Kidney function.
   *
   * @param formula how it is estimated
   * @param from fires from this value on
   * @param below and below this value, in the unit of the formula
   * @param maxAgeDays how old the measurements may be
   */
  record Renal(KidneyFormula formula, double from, double below, int maxAgeDays)
      implements RuleTest {
    @Override
    public RuleKind kind() {
      return RuleKind.RENAL;
    }
  }

  /**
   * Liver tests. All must be known to be clear.
   *
   * @param multiples by name of the analyte, the multiple of its upper limit above which it fires
   * @param maxAgeDays how old the measurements may be
   */
  record Hepatic(Map<String, Double> multiples, int maxAgeDays) implements RuleTest {
    /** Copies the multiples. */
    public Hepatic {
      multiples = Map.copyOf(multiples);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.HEPATIC;
    }
  }

  /**
   * Another current ingredient of a class.
   *
   * @param members the ingredients of the class
   */
  record Duplicate(Set<String> members) implements RuleTest {
    /** Copies the members. */
    public Duplicate {
      members = Set.copyOf(members);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.DUPLICATE;
    }
  }

  /**
   * A pregnancy that was recorded in the last 280 days and has not ended since.
   *
   * @param codeSet what says that someone is pregnant
   * @param ended what says that a pregnancy ended, or a test that there is none
   * @param never what rules out a pregnancy from then on
   */
  record Pregnancy(String codeSet, String ended, String never) implements RuleTest {
    @Override
    public RuleKind kind() {
      return RuleKind.PREGNANCY;
    }
  }

  /**
   * Completed years of age.
   *
   * @param below fires below this age; empty: there is no such limit
   * @param from fires from this age on; empty: there is no such limit
   */
  record Age(OptionalInt below, OptionalInt from) implements RuleTest {
    @Override
    public RuleKind kind() {
      return RuleKind.AGE;
    }
  }

  /**
   * The proportion of days covered by dispensings.
   *
   * @param measured ingredients whose supplies count
   * @param below fires below this proportion
   * @param windowDays days before the instant
   */
  record Adherence(Set<String> measured, double below, int windowDays) implements RuleTest {
    /** Copies the ingredients. */
    public Adherence {
      measured = Set.copyOf(measured);
    }

    @Override
    public RuleKind kind() {
      return RuleKind.ADHERENCE;
    }
  }

  /** The code sets that a test needs. */
  default List<String> allCodeSets() {
    if (this instanceof Condition condition) {
      return condition.codeSets().stream().sorted().toList();
    }
    return this instanceof Pregnancy pregnancy
        ? List.of(pregnancy.codeSet(), pregnancy.ended(), pregnancy.never())
        : List.of();
  }
}
