/** Spark work side by side. Knows nothing else of the module. */
package org.medley.models.parallel;
