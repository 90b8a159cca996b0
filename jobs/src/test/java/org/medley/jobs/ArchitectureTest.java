package org.medley.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.medley.jobs.lake.Failpoint;

/**
 * Who may know whom: {@code jobs → models → features}, and the packages inside each. A constant
 * that is copied into its user's class file, such as a column name, is not seen here; Checkstyle
 * looks at those imports.
 */
@AnalyzeClasses(packages = "org.medley", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
  private static final Set<String> CLINICAL_TABLES =
      Set.of(
          "Subjects",
          "SubjectLinks",
          "Events",
          "Codes",
          "Resources",
          "Variants",
          "Genotypes",
          "CallableBlocks",
          "VariantAnnotations",
          "GeneBurden",
          "Carriers",
          "Samples",
          "SampleScores",
          "PrincipalComponents",
          "Outcomes",
          "ObservationPeriods",
          "Quarantine",
          "People",
          "Statements",
          "StatedPeriods");

  @ArchTest
  static final ArchRule featuresKnowOnlyTables =
      noClasses()
          .that()
          .resideInAPackage("org.medley.features..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.medley.models..",
              "org.medley.jobs..",
              "org.apache.spark.ml..",
              "org.apache.spark.mllib..",
              "io.delta..",
              "com.fasterxml.jackson..",
              "org.apache.hadoop..",
              "java.nio.file..",
              "picocli..")
          .orShould(
              dependOnClassesThat(
                  describe(
                      "are files",
                      (JavaClass type) ->
                          type.getPackageName().equals("java.io")
                              && type.getSimpleName().startsWith("File"))))
          .because("features are functions from tables to tables");

  @ArchTest
  static final ArchRule modelsKnowNoClinicalTable =
      noClasses()
          .that()
          .resideInAPackage("org.medley.models..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.medley.jobs..", "io.delta..", "com.fasterxml.jackson.dataformat..", "picocli..")
          .orShould(
              dependOnClassesThat(
                  describe(
                      "are contracts of clinical tables",
                      (JavaClass type) ->
                          type.getPackageName().equals("org.medley.features.contract")
                              && CLINICAL_TABLES.contains(type.getSimpleName()))))
          .because("models see members and matrices");

  @ArchTest
  static final ArchRule packagesOfFeaturesHaveNoCycle =
      slices().matching("org.medley.features.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfModelsHaveNoCycle =
      slices().matching("org.medley.models.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfJobsHaveNoCycle =
      slices().matching("org.medley.jobs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sourcesKnowNothingOfTheNight =
      noClasses()
          .that()
          .resideInAPackage("org.medley.jobs.source..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.medley.jobs.step..",
              "org.medley.jobs.night..",
              "org.medley.jobs.control..",
              "org.medley.jobs.release..")
          .because("a source is read in the same way outside a night");

  @ArchTest
  static final ArchRule nothingDependsOnTheCommandLine =
      classes()
          .that()
          .resideInAPackage("org.medley.jobs.cli..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("org.medley.jobs.cli..")
          .allowEmptyShould(true)
          .because("a change of the command line must not rerun a step");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that(resideOutsideOfPackage("org.medley.jobs.cli.."))
          .should(ACCESS_STANDARD_STREAMS)
          .because("standard output holds one answer");

  @ArchTest
  static final ArchRule onlyTheCommandLineReadsTheEnvironment =
      noClasses()
          .that(
              resideOutsideOfPackage("org.medley.jobs.cli..")
                  .and(describe("are no failpoint", type -> !type.isEquivalentTo(Failpoint.class))))
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .because("what decides a result stands in its settings");

  /** Leaves out the tests, of this module and in the other modules' test-jars. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }
}
