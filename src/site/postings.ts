import { finish, mix } from '../base/hash.ts';
import type { Steps } from '../base/steps.ts';
import { type Columns, startOf } from './columns.ts';

/* Who has which term, oldest first, and how much a term tells. */

/** Older articles looked at for each term: the last ones that have it. */
export const WINDOW = 48;
/** A term that so many older articles have tells nothing. */
const TOO_COMMON = 512;
/** What a term tells that one older article has; one less for each time as many (powers of two change rarely). */
const MOST_RARE = 11;
/** How much more a term may tell for each time as small as its share of all older articles is. */
const SHARE_STEP = 3;
/**
 * Of so many articles at the beginning of an archive each one's terms are counted in all of them, younger ones too: of a
 * handful of older ones nobody can tell what is rare. A term then tells no less than it would with so many older articles.
 */
export const EARLY = 32;
const GRANTED = 16;

/** Numbers of a term's cell: where its postings start, how many are written, and the hash of the last `WINDOW`. */
const TERM_CELL = 4;
/** A posting is the article's position and the weight, which takes as many bits. */
export const WEIGHT_BITS = 5;

/** The terms of the articles, and the postings of each term: who has it, oldest first. */
export interface Postings {
  readonly columns: Columns;
  /** The articles' places in the columns, by position. */
  readonly rows: readonly number[];
  /** By place among the columns' terms: the place of the posting, and how many are before it (65535 for more). */
  readonly at: Int32Array;
  readonly older: Uint16Array;
  /** Likewise: how much the term tells. */
  readonly rarities: Uint8Array;
  readonly postings: Int32Array;
}

export interface KeyedPostings extends Postings {
  /** By position, two lanes: the hash of all that an article's neighbours follow from. */
  readonly keys: Uint32Array;
}

/** The postings of all terms, and all articles' keys. */
export function* postingsOf(
  columns: Columns,
  rows: readonly number[],
  sources: Uint32Array,
): Steps<KeyedPostings> {
  const { termEnds, termKeys, termWeights } = columns;
  const at = new Int32Array(termKeys.length);
  const older = new Uint16Array(termKeys.length);
  const rarities = new Uint8Array(termKeys.length);
  const tell = rarityIn(columns, rows);
  const keys = new Uint32Array(rows.length * 2);

  const numbers = new TermNumbers();
  let length = 0;
  for (let i = 0; i < rows.length; i++)
    for (let place = startOf(termEnds, rows[i]!); place < termEnds[rows[i]!]!; place++) {
      at[place] = numbers.of(termKeys[place]!);
      length++;
    }
  yield;
  const cells = new Int32Array(numbers.count * TERM_CELL);
  for (let i = 0; i < rows.length; i++)
    for (let place = startOf(termEnds, rows[i]!); place < termEnds[rows[i]!]!; place++)
      cells[at[place]! * TERM_CELL + 1]!++;
  setStarts(cells);
  yield;

  const postings = new Int32Array(length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let lo = 1;
    let hi = 2;
    for (let place = startOf(termEnds, row); place < termEnds[row]!; place++) {
      const cell = at[place]! * TERM_CELL;
      const before = cells[cell + 1]!++;
      const posting = cells[cell]! + before;
      const weight = sixteenths(termWeights[place]!);
      at[place] = posting;
      older[place] = Math.min(before, 65_535);
      postings[posting] = (i << WEIGHT_BITS) | weight;
      const rarity = tell(before, i, termKeys[place]!);
      rarities[place] = rarity;

      // The article's key: its terms, and the window of the past of each as it was before this article.
      lo = mix(mix(lo, termKeys[place]!), weight * 32 + rarity);
      hi = mix(hi, termKeys[place]! ^ weight);
      if (rarity > 0) {
        lo = mix(lo, cells[cell + 2]!);
        hi = mix(hi, cells[cell + 3]!);
      }
      // The hash of a window is a sum: who comes is added, who is past is taken away.
      cells[cell + 2]! += finish(mix(sources[i * 2]!, weight));
      cells[cell + 3]! += finish(mix(sources[i * 2 + 1]!, weight));
      if (before < WINDOW) continue;
      const gone = postings[posting - WINDOW]!;
      cells[cell + 2]! -= finish(mix(sources[(gone >> WEIGHT_BITS) * 2]!, weightOf(gone)));
      cells[cell + 3]! -= finish(mix(sources[(gone >> WEIGHT_BITS) * 2 + 1]!, weightOf(gone)));
    }
    keys[i * 2] = finish(lo);
    keys[i * 2 + 1] = finish(hi) | 1;
  }
  return { columns, rows, at, older, rarities, postings, keys };
}

/**
 * The postings of the terms of some articles, as far as these go.
 *
 * @param only positions, ascending
 */
export function* postingsOfFew(
  columns: Columns,
  rows: readonly number[],
  only: readonly number[],
): Steps<Postings> {
  const { termEnds, termKeys, termWeights } = columns;
  const numbers = new TermNumbers();
  for (const i of only)
    for (let place = startOf(termEnds, rows[i]!); place < termEnds[rows[i]!]!; place++)
      numbers.of(termKeys[place]!);
  const cells = new Int32Array(numbers.count * TERM_CELL);
  const held = bearersOf(columns, rows, (only.at(-1) ?? -1) + 1, numbers);
  for (let k = 0; k < held.places.length; k++) cells[held.terms[k]! * TERM_CELL + 1]!++;
  setStarts(cells);
  yield;
  const at = new Int32Array(termKeys.length);
  const older = new Uint16Array(termKeys.length);
  const rarities = new Uint8Array(termKeys.length);
  const tell = rarityIn(columns, rows);
  const postings = new Int32Array(held.places.length);
  for (let k = 0; k < held.places.length; k++) {
    const place = held.places[k]!;
    const cell = held.terms[k]! * TERM_CELL;
    const before = cells[cell + 1]!++;
    at[place] = cells[cell]! + before;
    older[place] = Math.min(before, 65_535);
    postings[at[place]!] = (held.positions[k]! << WEIGHT_BITS) | sixteenths(termWeights[place]!);
    rarities[place] = tell(before, held.positions[k]!, termKeys[place]!);
  }
  return { columns, rows, at, older, rarities, postings };
}

/** Who of the first articles has a term that has a number: the terms' places and numbers, and the articles. */
function bearersOf(
  { termEnds, termKeys }: Columns,
  rows: readonly number[],
  count: number,
  numbers: TermNumbers,
): {
  readonly places: readonly number[];
  readonly terms: readonly number[];
  readonly positions: readonly number[];
} {
  const { seen } = numbers;
  const [places, terms, positions]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < count; i++) {
    const end = termEnds[rows[i]!]!;
    for (let place = startOf(termEnds, rows[i]!); place < end; place++) {
      if (seen[termKeys[place]! & SEEN] === 0) continue;
      const number = numbers.known(termKeys[place]!);
      if (number < 0) continue;
      places.push(place);
      terms.push(number);
      positions.push(i);
    }
  }
  return { places, terms, positions };
}

/** Says in each term's cell where its postings start, after how many they are was counted there. */
function setStarts(cells: Int32Array): void {
  for (let cell = 0, start = 0; cell < cells.length; cell += TERM_CELL) {
    cells[cell] = start;
    start += cells[cell + 1]!;
    cells[cell + 1] = 0;
  }
}

/** How much a term, which so many older articles have, tells in the article at a position. */
function rarityIn(
  columns: Columns,
  rows: readonly number[],
): (older: number, position: number, key: number) => number {
  const early = earlyCounts(columns, rows);
  const others = Math.min(rows.length, EARLY) - 1;
  return (older, position, key) => {
    const rarity = rarityOf(older, position);
    return position < EARLY ? Math.max(rarity, rarityAmong(early.get(key)! - 1, others)) : rarity;
  };
}

/** The weight in a posting. */
export function weightOf(posting: number): number {
  return posting & ((1 << WEIGHT_BITS) - 1);
}

/** The weight of a term in sixteenths of the most it can have: 1 to 16. */
export function sixteenths(weight: number): number {
  return (weight >> 4) + 1;
}

/**
 * How much a term tells that `older` of the `all` older articles have: 11 for one, one less for each time as many,
 * 0 from 512 on; and in a small archive never more than the term's share of it allows: 0 from a half on, then 3, 6, 9 …
 * for each time as few.
 */
export function rarityOf(older: number, all: number): number {
  if (older === 0 || older >= TOO_COMMON) return 0;
  const held = 31 - Math.clz32(older);
  return Math.max(0, Math.min(MOST_RARE - held, SHARE_STEP * (30 - Math.clz32(all) - held)));
}

/** How much a term tells at the beginning of an archive, where `having` of `all` others have it: nothing where half do. */
function rarityAmong(having: number, all: number): number {
  return having * 2 > all ? 0 : rarityOf(having, GRANTED);
}

/** How many of the first articles have each of their terms. */
function earlyCounts({ termKeys, termEnds }: Columns, rows: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows.slice(0, EARLY))
    for (let place = startOf(termEnds, row); place < termEnds[row]!; place++)
      counts.set(termKeys[place]!, (counts.get(termKeys[place]!) ?? 0) + 1);
  return counts;
}

/** The end of a key that `TermNumbers.seen` looks at. */
export const SEEN = 0xffff;

/** Numbers the terms by their keys, in the order in which they are met. */
class TermNumbers {
  count = 0;
  /** Key and number (from 1; 0 for an empty cell), side by side. */
  #cells = new Int32Array(2 << 12);
  #mask = (1 << 12) - 1;
  /** Which ends of keys there are: most terms of an archive are none of a few. */
  readonly seen = new Uint8Array(SEEN + 1);

  /** The number of a term that has one already, or −1. */
  known(key: number): number {
    return this.#cells[this.#find(key | 0) + 1]! - 1;
  }

  of(key: number): number {
    const at = this.#find(key | 0);
    if (this.#cells[at + 1] !== 0) return this.#cells[at + 1]! - 1;
    this.#cells[at] = key;
    this.#cells[at + 1] = ++this.count;
    this.seen[key & SEEN] = 1;
    if (this.count * 2 > this.#mask) this.#grow();
    return this.count - 1;
  }

  #find(key: number): number {
    let slot = finish(key) & this.#mask;
    while (this.#cells[slot * 2 + 1] !== 0 && this.#cells[slot * 2] !== key) slot = (slot + 1) & this.#mask;
    return slot * 2;
  }

  #grow(): void {
    const old = this.#cells;
    this.#cells = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const place = this.#find(old[at]!);
      this.#cells[place] = old[at]!;
      this.#cells[place + 1] = old[at + 1]!;
    }
  }
}
