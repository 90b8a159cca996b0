package org.medley.models.effect.fit;

import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medley.models.effect.unit.Unit;

/** Puts units together, a thousand in a block. */
final class Blocks<B, T> implements Iterator<T> {
  private static final int SIZE = 1_000;

  private final Iterator<Unit> units;
  private final Supplier<B> empty;
  private final BiConsumer<Unit, B> adding;
  private final Function<B, T> building;

  Blocks(
      Iterator<Unit> units,
      Supplier<B> empty,
      BiConsumer<Unit, B> adding,
      Function<B, T> building) {
    this.units = units;
    this.empty = empty;
    this.adding = adding;
    this.building = building;
  }

  @Override
  public boolean hasNext() {
    return units.hasNext();
  }

  @Override
  public T next() {
    B block = empty.get();
    for (int row = 0; row < SIZE && units.hasNext(); row++) {
      adding.accept(units.next(), block);
    }
    return building.apply(block);
  }
}
