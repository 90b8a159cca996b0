package org.medley.jobs.burden;

import java.util.List;

/**
 * What samples may carry: the variants of a mask in a gene, or some variants by name.
 *
 * @param name its name
 * @param gene symbol or identifier of the gene; null: variants are named
 * @param mask name of the mask; null: variants are named
 * @param variants these variants, as {@code clinical.variants} names them
 * @param zygosity how many copies of the gene must be hit
 */
record CarrierItem(
    String name, String gene, String mask, List<NamedVariant> variants, Zygosity zygosity) {
  CarrierItem {
    variants = List.copyOf(variants);
  }
}
