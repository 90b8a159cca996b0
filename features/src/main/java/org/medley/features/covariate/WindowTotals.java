package org.medley.features.covariate;

/** What is told of the facts of one code and unit in one window, as they pass in order of time. */
final class WindowTotals {
  private static final long NO_DAY = Long.MIN_VALUE;

  private final long length;
  private long start;
  private long lastDay;
  private long events;
  private long ownEvents;
  private int days;
  private long numbers;
  private double least;
  private double greatest;
  private double sum;

  /** Totals of a window of {@code length} microseconds; negative: the full one. */
  WindowTotals(long length) {
    this.length = length;
  }

  /** Forgets all, and begins at another index time. */
  void begin(long index) {
    start = length < 0 ? KnownFact.NONE : index - length;
    lastDay = NO_DAY;
    events = 0;
    ownEvents = 0;
    days = 0;
    numbers = 0;
    least = 0;
    greatest = 0;
    sum = 0;
  }

  /** Adds a fact that is not before those added already. */
  void add(KnownFact fact) {
    if (fact.at != KnownFact.NONE && fact.at <= start) {
      return;
    }
    events++;
    ownEvents += fact.own ? 1 : 0;
    if (fact.at != KnownFact.NONE) {
      long day = Math.floorDiv(fact.at, LookbackWindow.MICROS_PER_DAY);
      days += day == lastDay ? 0 : 1;
      lastDay = day;
    }
    if (fact.hasNumber) {
      least = numbers == 0 ? fact.number : Math.min(least, fact.number);
      greatest = numbers == 0 ? fact.number : Math.max(greatest, fact.number);
      numbers++;
      sum += fact.number;
    }
  }

  long ownEvents() {
    return ownEvents;
  }

  long numbers() {
    return numbers;
  }

  /** Writes what was added, in the order of {@link CodeHistory}'s columns. */
  void write(Object[] row, int at) {
    row[at] = events;
    row[at + 1] = ownEvents;
    row[at + 2] = days;
    row[at + 3] = numbers;
    row[at + 4] = numbers == 0 ? null : (Object) least;
    row[at + 5] = numbers == 0 ? null : (Object) greatest;
    row[at + 6] = numbers == 0 ? null : (Object) (sum / numbers);
  }
}
