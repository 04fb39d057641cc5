package io.plimsoll.load.scenario;

import java.util.BitSet;
import java.util.Collection;

/**
 * Some status codes. Every answer is looked up in it, so it holds bits and no boxed numbers.
 * Immutable.
 */
public final class StatusSet {
  public static final StatusSet EMPTY = new StatusSet(new BitSet());

  private final BitSet codes;

  private StatusSet(BitSet codes) {
    this.codes = codes;
  }

  /**
   * @param codes 0 or more each
   */
  public static StatusSet of(Collection<Integer> codes) {
    BitSet bits = new BitSet();
    codes.forEach(bits::set);
    return new StatusSet(bits);
  }

  public static StatusSet of(int code) {
    BitSet bits = new BitSet();
    bits.set(code);
    return new StatusSet(bits);
  }

  public boolean isEmpty() {
    return codes.isEmpty();
  }

  public boolean contains(int code) {
    return code >= 0 && codes.get(code);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusSet set && codes.equals(set.codes);
  }

  @Override
  public int hashCode() {
    return codes.hashCode();
  }

  @Override
  public String toString() {
    return codes.toString();
  }
}
