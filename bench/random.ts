/**
 * A seeded source of numbers: the same keys give the same numbers on every machine. Each article has a source of
 * its own, so that what one article draws never moves another.
 */
export class Random {
  #state: number;

  /** @param keys whole numbers that name the source, for example a seed, a purpose and an article's number */
  constructor(...keys: readonly number[]) {
    this.#state = keys.reduce((state, key) => scramble(state ^ scramble(key + 0x9e3779b9)), 0x243f6a88);
  }

  /** A number from 0 (included) to 1 (not included): mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** A rank from 0 to `limit` - 1, each about as likely as 1 / (rank + 1): Zipf's law. */
  rank(limit: number): number {
    return Math.min(limit - 1, Math.floor(Math.exp(this.next() * Math.log(limit + 1))) - 1);
  }

  /** One of a list, the earlier the likelier (Zipf's law). */
  favour<T>(list: readonly T[]): T {
    return list[this.rank(list.length)]!;
  }

  /** Brings a list into another order, in place. */
  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [list[last], list[other]] = [list[other]!, list[last]!];
    }
    return list;
  }
}

/** MurmurHash3's finaliser: every bit of the input moves every bit of the result. */
function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
