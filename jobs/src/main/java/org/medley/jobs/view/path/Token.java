package org.medley.jobs.view.path;

/**
 * A word of a path.
 *
 * @param kind what it is
 * @param text the word; for texts and quoted names what they stand for
 * @param at where it starts, from 0
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    NAME,
    QUOTED_NAME,
    CONSTANT,
    TEXT,
    NUMBER,
    TIME,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.NAME && text.equals(word);
  }
}
