/**
 * Integer hashing for the steps that compare millions of small things. None of it is a digest: what must never be
 * confused is filed under `digestOf`; here a chance of 2^-64 (two lanes of 32 bits) is lived with.
 */

/** Mixes a 32-bit value into a 32-bit state; every bit of both moves every bit of the result (MurmurHash3's steps). */
export function mix(state: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = state ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** MurmurHash3's finaliser: spreads a 32-bit state over all its bits; unsigned. */
export function finish(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Two lanes of 32 bits that stand for a text. */
export interface Lanes {
  lo: number;
  hi: number;
}

/** The hash of the code units from `start` to `end`, written into `into`; never zero in both lanes. */
export function hashText(text: string, into: Lanes, start = 0, end = text.length): void {
  let lo = 0x811c9dc5;
  let hi = 0x9747b28c;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    lo = Math.imul(lo ^ unit, 0x01000193);
    hi = Math.imul(hi ^ (unit + (hi >>> 15)), 0x5bd1e995);
  }
  into.lo = finish(lo ^ (end - start));
  into.hi = (finish(hi) | 1) >>> 0;
}

/** The smallest power of two that keeps a table of `count` entries at most half full. */
export function tableSize(count: number): number {
  let size = 16;
  while (size < count * 2) size *= 2;
  return size;
}
