import { tableSize } from './hash.ts';

/** Whom a key of two lanes belongs to: an index from 0, or one of the two below. */
export const NOBODY = -1;
/** Several own it, so that it answers for none. */
export const SEVERAL = -2;

/** A table from 64-bit keys (two lanes, not both zero) to small numbers; open addressing in typed arrays. */
export class LaneTable {
  #lo: Uint32Array;
  #hi: Uint32Array;
  #values: Int32Array;
  #mask: number;
  #count = 0;

  /** @param expected how many keys will be added; the table grows past it */
  constructor(expected: number) {
    const size = tableSize(expected);
    this.#lo = new Uint32Array(size);
    this.#hi = new Uint32Array(size);
    this.#values = new Int32Array(size);
    this.#mask = size - 1;
  }

  get(lo: number, hi: number): number {
    let at = lo & this.#mask;
    for (;;) {
      const foundHi = this.#hi[at]!;
      const foundLo = this.#lo[at]!;
      if (foundLo === lo && foundHi === hi) return this.#values[at]!;
      if (foundLo === 0 && foundHi === 0) return NOBODY;
      at = (at + 1) & this.#mask;
    }
  }

  set(lo: number, hi: number, value: number): void {
    if (this.#count * 2 >= this.#mask) this.#grow();
    this.#put(lo, hi, value);
  }

  /** Says that `owner` answers to the key; two owners make it answer for nobody. */
  claim(lo: number, hi: number, owner: number): void {
    const holder = this.get(lo, hi);
    if (holder === owner || holder === SEVERAL) return;
    this.set(lo, hi, holder === NOBODY ? owner : SEVERAL);
  }

  #put(lo: number, hi: number, value: number): void {
    let at = lo & this.#mask;
    while (!(this.#lo[at] === lo && this.#hi[at] === hi)) {
      if (this.#lo[at] === 0 && this.#hi[at] === 0) {
        this.#lo[at] = lo;
        this.#hi[at] = hi;
        this.#count++;
        break;
      }
      at = (at + 1) & this.#mask;
    }
    this.#values[at] = value;
  }

  #grow(): void {
    const [lo, hi, values] = [this.#lo, this.#hi, this.#values];
    const size = lo.length * 2;
    this.#lo = new Uint32Array(size);
    this.#hi = new Uint32Array(size);
    this.#values = new Int32Array(size);
    this.#mask = size - 1;
    this.#count = 0;
    for (let i = 0; i < lo.length; i++) if (lo[i] !== 0 || hi[i] !== 0) this.#put(lo[i]!, hi[i]!, values[i]!);
  }
}
