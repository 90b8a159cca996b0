/**
 * Comorbidity indices as data: categories, the ICD codes that count as them, and weights. Depends
 * on nothing.
 */
package org.medley.features.comorbidity;
