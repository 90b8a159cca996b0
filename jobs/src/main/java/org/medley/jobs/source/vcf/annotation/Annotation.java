package org.medley.jobs.source.vcf.annotation;

/**
 * One statement of an annotator on an alternate. Null is what it does not state.
 *
 * @param alternate number of the alternate in its line, from 1
 * @param number number of the annotation in its line, from 1
 * @param annotator VEP or SnpEff
 * @param gene symbol of the gene, or else its identifier
 * @param geneId identifier of the gene
 * @param featureType kind of the feature
 * @param feature such as the transcript
 * @param biotype biotype of the feature
 * @param consequences terms of the Sequence Ontology, parted by an ampersand
 * @param impact HIGH, MODERATE, LOW or MODIFIER
 * @param hgvsC change of the transcript
 * @param hgvsP change of the protein
 * @param canonical whether the transcript stands for its gene
 * @param mane transcript of MANE Select
 * @param lof what LOFTEE says: HC, LC or OS
 * @param frequency highest share of the alternate in any population that the line names
 * @param statedFrequency INFO AF
 */
public record Annotation(
    int alternate,
    int number,
    String annotator,
    String gene,
    String geneId,
    String featureType,
    String feature,
    String biotype,
    String consequences,
    String impact,
    String hgvsC,
    String hgvsP,
    Boolean canonical,
    String mane,
    String lof,
    Double frequency,
    Double statedFrequency) {
  /** The same with other frequencies. */
  Annotation with(Double population, Double stated) {
    return new Annotation(
        alternate,
        number,
        annotator,
        gene,
        geneId,
        featureType,
        feature,
        biotype,
        consequences,
        impact,
        hgvsC,
        hgvsP,
        canonical,
        mane,
        lof,
        population,
        stated);
  }
}
