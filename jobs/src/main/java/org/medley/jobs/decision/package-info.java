/** From the members of a decision to what it says of each option: effects, checks and the plan. */
package org.medley.jobs.decision;
