/**
 * Model families: the extension point, its registry and the families themselves. A family is one
 * class and one line of {@link org.medley.models.family.ModelFamilies}.
 */
package org.medley.models.family;
