package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.association.TraitColumn;
import org.medley.jobs.association.TraitFile;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.models.association.AssociationModel;
import org.medley.models.association.Traits;

/**
 * Phenotype and covariates of a scan, as its files say.
 *
 * @param phenotype its name
 * @param sexIsCovariate whether the sex is one
 */
record AssociationTraits(Traits traits, String phenotype, boolean sexIsCovariate) {
  /**
   * Reads them.
   *
   * @param samples of the VCF files
   * @param phenotype name; null: the first of plink's, or the only one of a CSV
   * @param covariates file; null: that of the phenotypes, if names are given
   * @param names of covariates; empty: all of the file
   * @param model null: logistic where the phenotype is coded as cases and controls
   * @throws MedleyException with exit code 65 if the files do not say enough
   */
  static AssociationTraits read(
      List<String> samples,
      String phenotypes,
      String phenotype,
      String covariates,
      List<String> names,
      AssociationModel model,
      Configuration hadoop) {
    Map<String, Integer> numbers = new HashMap<>();
    IntStream.range(0, samples.size()).forEach(i -> numbers.put(samples.get(i), i));
    SourceFile file = SourceFile.named(phenotypes, hadoop);
    TraitColumn column = TraitFile.phenotype(file, hadoop, numbers, phenotype);
    List<TraitColumn> others = new ArrayList<>();
    if (covariates != null) {
      others.addAll(TraitFile.read(SourceFile.named(covariates, hadoop), hadoop, numbers, names));
    } else if (!names.isEmpty()) {
      others.addAll(TraitFile.read(file, hadoop, numbers, names));
    }
    boolean logistic = model == null ? column.isCaseControl() : model == AssociationModel.LOGISTIC;
    if (logistic && !column.isCaseControl()) {
      throw refused(
          "the phenotype %s has other values than 0, 1 and 2".formatted(column.name()),
          "write 2 for cases and 1 for controls, or 1 and 0; or fit --model linear");
    }
    Traits traits =
        new Traits(
            logistic ? AssociationModel.LOGISTIC : AssociationModel.LINEAR,
            logistic ? column.cases() : column.values(),
            others.stream().map(TraitColumn::values).toList());
    if (IntStream.range(0, samples.size()).noneMatch(traits::complete)) {
      throw refused(
          "no sample of the VCF files has the phenotype and all covariates",
          "name the samples in the files as the VCF files do, in the column IID");
    }
    return new AssociationTraits(
        traits, column.name(), others.stream().anyMatch(TraitColumn::isSex));
  }

  /** Samples that take part. */
  long complete() {
    return IntStream.range(0, traits.samples()).filter(traits::complete).count();
  }

  private static MedleyException refused(String what, String remedy) {
    return new MedleyException(ExitCode.DATA_REJECTED, what, remedy);
  }
}
