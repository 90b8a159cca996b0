package org.medley.jobs.release;

import java.util.List;
import org.medley.features.contract.ArmAttrition;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Baseline;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.Codes;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.Events;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.LeftOut;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.OutsideCalls;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.People;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.PharmacogeneCalls;
import org.medley.features.contract.PrincipalComponents;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Reference;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.Samples;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.AccessRules;
import org.medley.jobs.contract.AnnotationQuality;
import org.medley.jobs.contract.CohortSummary;
import org.medley.jobs.contract.Drift;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.Files;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.ModelPerformance;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.Quality;
import org.medley.jobs.contract.Reasons;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.SafetyAlerts;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.contract.SampleQuality;
import org.medley.jobs.contract.ScoreFiles;
import org.medley.jobs.contract.ScoreWeights;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.contract.VariantQuality;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Models;

/** The tables that a release makes visible. */
public final class Contracts {
  /** Every table of a release. */
  public static final List<TableContract> RELEASED =
      List.of(
          Subjects.TABLE,
          SubjectLinks.TABLE,
          Events.TABLE,
          Codes.TABLE,
          CodeParents.TABLE,
          CodeAncestors.TABLE,
          ObservationPeriods.TABLE,
          People.TABLE,
          Statements.TABLE,
          StatedPeriods.TABLE,
          StatedOutcomes.TABLE,
          Resources.TABLE,
          ResourceVersions.TABLE,
          Samples.TABLE,
          Variants.TABLE,
          Genotypes.TABLE,
          CallableBlocks.TABLE,
          VariantAnnotations.TABLE,
          GeneBurden.TABLE,
          Carriers.TABLE,
          PanelVariants.TABLE,
          PrincipalComponents.TABLE,
          SampleScores.TABLE,
          OutsideCalls.TABLE,
          PharmacogeneCalls.TABLE,
          PharmacogeneAdvice.TABLE,
          DrugGuidelines.TABLE,
          Outcomes.TABLE,
          Quarantine.TABLE,
          Members.TABLE,
          Attrition.TABLE,
          ArmAttrition.TABLE,
          FollowUps.TABLE,
          Matrix.TABLE,
          Baseline.TABLE,
          Associations.TABLE,
          Reference.TABLE,
          LeftOut.TABLE,
          LeakAudit.TABLE,
          Models.TABLE,
          Evaluations.TABLE,
          EffectEstimates.TABLE,
          EffectChecks.TABLE,
          IndividualEffects.TABLE,
          Risk.TABLE,
          Reasons.TABLE,
          CohortSummary.TABLE,
          ModelPerformance.TABLE,
          TreatmentOptions.TABLE,
          OptionOutcomes.TABLE,
          RuleHits.TABLE,
          RuleHits.PUBLISHED,
          SafetyAlerts.TABLE,
          AccessRules.TABLE,
          Files.TABLE,
          Quality.TABLE,
          Drift.TABLE,
          VariantQuality.TABLE,
          SampleQuality.TABLE,
          SamplePairs.TABLE,
          ScoreFiles.TABLE,
          ScoreWeights.TABLE,
          AnnotationQuality.TABLE);

  private Contracts() {}
}
