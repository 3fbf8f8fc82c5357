import { tableSize } from './hash.ts';

/** Whom a key of two lanes belongs to: an index from 0, or one of the two below. */
export const NOBODY = -1;
/** Several own it, so that it answers for none. */
export const SEVERAL = -2;

/** Numbers of one cell: the two lanes of the key and the value, side by side, so that a look-up is one cache line. */
const CELL = 3;

/** A table from 64-bit keys (two lanes, the second one odd or at least not zero) to small numbers. */
export class LaneTable {
  #cells: Int32Array;
  #mask: number;
  #count = 0;

  /** @param expected how many keys will be added; the table grows past it */
  constructor(expected: number) {
    const size = tableSize(expected);
    this.#cells = new Int32Array(size * CELL);
    this.#mask = size - 1;
  }

  /** Forgets all keys, for the next use of the same room. */
  clear(): void {
    this.#cells.fill(0);
    this.#count = 0;
  }

  get(lo: number, hi: number): number {
    const at = this.#find(lo | 0, hi | 0);
    return this.#cells[at + 1] === 0 ? NOBODY : this.#cells[at + 2]!;
  }

  has(lo: number, hi: number): boolean {
    return this.#cells[this.#find(lo | 0, hi | 0) + 1] !== 0;
  }

  set(lo: number, hi: number, value: number): void {
    this.exchange(lo, hi, value);
  }

  /** Sets the value and gives the one before. */
  exchange(lo: number, hi: number, value: number): number {
    if (this.#count * 2 > this.#mask) this.#grow();
    const at = this.#find(lo | 0, hi | 0);
    const cells = this.#cells;
    if (cells[at + 1] === 0) {
      cells[at] = lo;
      cells[at + 1] = hi;
      cells[at + 2] = value;
      this.#count++;
      return NOBODY;
    }
    const held = cells[at + 2]!;
    cells[at + 2] = value;
    return held;
  }

  /** Says that `owner` answers to the key; two owners make it answer for nobody. */
  claim(lo: number, hi: number, owner: number): void {
    const holder = this.exchange(lo, hi, owner);
    if (holder !== NOBODY && holder !== owner) this.set(lo, hi, SEVERAL);
  }

  /** The cell of a key, or the empty one where it belongs. */
  #find(lo: number, hi: number): number {
    const cells = this.#cells;
    let slot = lo & this.#mask;
    for (;;) {
      const at = slot * CELL;
      const found = cells[at + 1];
      if (found === 0 || (found === hi && cells[at] === lo)) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#cells;
    this.#cells = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += CELL) {
      if (old[at + 1] === 0) continue;
      const place = this.#find(old[at]!, old[at + 1]!);
      this.#cells[place] = old[at]!;
      this.#cells[place + 1] = old[at + 1]!;
      this.#cells[place + 2] = old[at + 2]!;
    }
  }
}
