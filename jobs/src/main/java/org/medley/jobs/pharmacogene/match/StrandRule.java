package org.medley.jobs.pharmacogene.match;

import java.util.Optional;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Position;

/** What a rule of its own, and not the matching of positions, decides of each strand. */
interface StrandRule {
  /** Decides nothing. */
  StrandRule NONE =
      new StrandRule() {
        @Override
        public boolean decides(NamedAllele allele) {
          return false;
        }

        @Override
        public boolean decides(Position position) {
          return false;
        }

        @Override
        public Optional<String> alleleOn(long turns) {
          return Optional.empty();
        }
      };

  /** Whether the rule, and nothing else, calls {@code allele}. */
  boolean decides(NamedAllele allele);

  /** Whether the rule, and nothing else, looks at {@code position}. */
  boolean decides(Position position);

  /** The allele that it calls on the strand of {@code turns}, see {@link Strands#baseOn}. */
  Optional<String> alleleOn(long turns);
}
