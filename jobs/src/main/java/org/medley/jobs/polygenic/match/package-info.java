/** Which allele of which site a weight belongs to, and why it belongs to none. Without Spark. */
package org.medley.jobs.polygenic.match;
