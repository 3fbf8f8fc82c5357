import { TERMS } from '../articles/fingerprint.ts';
import type { Article } from '../articles/types.ts';
import { finish, mix } from '../base/hash.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import { type Columns, startOf } from './columns.ts';

/*
 * Similar articles, among older ones only. An article is compared with the last 48 older articles that have one of
 * its terms, term by term. So what an article is similar to depends on a bounded piece of the past, which a running
 * hash over each term's postings stands for: equal hashes, equal answers, and they need not be worked out again.
 */

/** Older articles looked at for each term: the last ones that have it. */
const WINDOW = 48;
/** A term that so many older articles have tells nothing. */
const TOO_COMMON = 512;
/** What a term tells that one older article has; one less for each time as many (powers of two change rarely). */
const MOST_RARE = 11;
/** How much more a term may tell for each time as small as its share of all older articles is. */
const SHARE_STEP = 3;
/** Candidates kept of each article. */
export const KEPT = 12;
/** Terms named as what both are about. */
const NAMED = 3;
/** The least score that is kept. */
export const LEAST = 60;

/** For each article (by position) up to `KEPT` older ones, best first. */
export interface Neighbours {
  /** Positions; −1 where there are no more. */
  readonly articles: Int32Array;
  readonly scores: Uint16Array;
  /** The terms that both have, `NAMED` a candidate, best first: places in the article's own terms, 255 for none. */
  readonly shared: Uint8Array;
}

/** The neighbours of an archive, under the hashes of all that they follow from. */
export interface SimilarMemo extends Neighbours {
  /** Two lanes an article: of its terms and of the pasts of all of them. */
  readonly keys: Uint32Array;
  /** Two lanes an article: of its source, by which positions of then are found again. */
  readonly sources: Uint32Array;
}

/** Numbers of a term's cell: where its postings start, how many are written, and the running hash of these. */
const TERM_CELL = 4;
/** Numbers of a posting: the article, the weight, and the hash of the postings before it. */
const POSTING = 4;

/** The terms of the articles, and the postings of each term: who has it, oldest first. */
interface Postings {
  /** By place among all articles' terms (see `ends`): the place of the posting, and of the term's first one. */
  readonly at: Int32Array;
  readonly first: Int32Array;
  readonly weights: Uint8Array;
  readonly keys: Uint32Array;
  /** Where each article's terms end. */
  readonly ends: Uint32Array;
  readonly postings: Int32Array;
}

/**
 * The older articles that are most like each one, and the memory for the next time.
 *
 * The score of two articles is the sum over the terms that both have of `rarity² × weight / 16`, where the weight is
 * the sum of the two (each in sixteenths of what a term can have); for the rarity see `rarityOf`. They have two terms
 * at least in common.
 *
 * @param rows the articles' places in the columns, by position, oldest first
 */
export function neighbours(
  columns: Columns,
  rows: readonly number[],
  memo: SimilarMemo | undefined,
): SimilarMemo {
  const count = rows.length;
  const sources = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) {
    sources[i * 2] = columns.sources[rows[i]! * 2]!;
    sources[i * 2 + 1] = columns.sources[rows[i]! * 2 + 1]!;
  }
  const terms = postingsOf(columns, rows, sources);
  const keys = keysOf(terms, count);
  const found = {
    articles: new Int32Array(count * KEPT).fill(-1),
    scores: new Uint16Array(count * KEPT),
    shared: new Uint8Array(count * KEPT * NAMED).fill(255),
  };
  const remembered = recall(memo, sources, keys, found);

  const { at, first, weights, ends, postings } = terms;
  const scores = new Int32Array(count);
  const matches = new Uint8Array(count);
  const touched = new Int32Array(TERMS * WINDOW);
  for (let i = 0; i < count; i++) {
    if (remembered[i] === 1) continue;
    let touches = 0;
    for (let place = startOf(ends, i); place < ends[i]!; place++) {
      const own = at[place]!;
      const older = own - first[place]!;
      const rarity = rarityOf(older, i);
      if (rarity === 0) continue;
      const weight = weights[place]!;
      const square = rarity * rarity;
      for (let past = own - Math.min(older, WINDOW); past < own; past++) {
        const other = postings[past * POSTING]!;
        if (matches[other] === 0 && touches < touched.length) touched[touches++] = other;
        matches[other]!++;
        scores[other]! += (square * (weight + postings[past * POSTING + 1]!)) >> 4;
      }
    }
    keepBest(i, touched, touches, scores, matches, found);
    name(i, terms, found);
    for (let k = 0; k < touches; k++) {
      scores[touched[k]!] = 0;
      matches[touched[k]!] = 0;
    }
  }
  return { keys, sources, ...found };
}

function postingsOf(columns: Columns, rows: readonly number[], sources: Uint32Array): Postings {
  const count = rows.length;
  const ends = new Uint32Array(count);
  let length = 0;
  rows.forEach((row, i) => {
    length += columns.termEnds[row]! - startOf(columns.termEnds, row);
    ends[i] = length;
  });
  const keys = new Uint32Array(length);
  const weights = new Uint8Array(length);
  const at = new Int32Array(length);
  const first = new Int32Array(length);
  const numbers = new TermNumbers(length);
  for (let i = 0, place = 0; i < count; i++) {
    let from = startOf(columns.termEnds, rows[i]!);
    for (; place < ends[i]!; place++, from++) {
      keys[place] = columns.termKeys[from]!;
      weights[place] = sixteenths(columns.termWeights[from]!);
      at[place] = numbers.of(keys[place]!);
    }
  }
  const cells = new Int32Array((numbers.count + 1) * TERM_CELL);
  for (let place = 0; place < length; place++) cells[at[place]! * TERM_CELL + 1]!++;
  for (let term = 0, start = 0; term < numbers.count; term++) {
    cells[term * TERM_CELL] = start;
    start += cells[term * TERM_CELL + 1]!;
    cells[term * TERM_CELL + 1] = 0;
  }
  const postings = new Int32Array(length * POSTING);
  for (let i = 0, place = 0; i < count; i++) {
    for (; place < ends[i]!; place++) {
      const cell = at[place]! * TERM_CELL;
      const posting = cells[cell]! + cells[cell + 1]!;
      cells[cell + 1]!++;
      postings[posting * POSTING] = i;
      postings[posting * POSTING + 1] = weights[place]!;
      postings[posting * POSTING + 2] = cells[cell + 2]!;
      postings[posting * POSTING + 3] = cells[cell + 3]!;
      cells[cell + 2]! += finish(mix(sources[i * 2]!, weights[place]!));
      cells[cell + 3]! += finish(mix(sources[i * 2 + 1]! ^ 0x2545f491, weights[place]!));
      at[place] = posting;
      first[place] = cells[cell]!;
    }
  }
  return { at, first, weights, keys, ends, postings };
}

/** For each article the hash of all that its neighbours follow from: its terms, and the window of the past of each. */
function keysOf({ at, first, weights, keys: terms, ends, postings }: Postings, count: number): Uint32Array {
  const keys = new Uint32Array(count * 2);
  for (let i = 0, place = 0; i < count; i++) {
    let lo = 1;
    let hi = 2;
    for (; place < ends[i]!; place++) {
      const own = at[place]!;
      const older = own - first[place]!;
      const rarity = rarityOf(older, i);
      const term = terms[place]!;
      lo = mix(mix(lo, term), weights[place]! * 32 + rarity);
      hi = mix(hi, term ^ weights[place]!);
      if (rarity === 0 || older === 0) continue;
      const oldest = own - Math.min(older, WINDOW);
      lo = mix(lo, postings[own * POSTING + 2]! - postings[oldest * POSTING + 2]!);
      hi = mix(hi, postings[own * POSTING + 3]! - postings[oldest * POSTING + 3]!);
    }
    keys[i * 2] = finish(lo);
    keys[i * 2 + 1] = finish(hi) | 1;
  }
  return keys;
}

/** The weight of a term in sixteenths of the most it can have: 1 to 16. */
function sixteenths(weight: number): number {
  return (weight >> 4) + 1;
}

/**
 * How much a term tells that `older` of the `all` older articles have: 11 for one, one less for each time as many,
 * 0 from 512 on; and in a small archive never more than the term's share of it allows: 0 from a half on, then 3, 6, 9 …
 * for each time as few.
 */
function rarityOf(older: number, all: number): number {
  if (older === 0 || older >= TOO_COMMON) return 0;
  const held = 31 - Math.clz32(older);
  return Math.max(0, Math.min(MOST_RARE - held, SHARE_STEP * (30 - Math.clz32(all) - held)));
}

/** Fills in what is remembered under the same keys; says of which articles. */
function recall(
  memo: SimilarMemo | undefined,
  sources: Uint32Array,
  keys: Uint32Array,
  found: { articles: Int32Array; scores: Uint16Array; shared: Uint8Array },
): Uint8Array {
  const count = sources.length / 2;
  const remembered = new Uint8Array(count);
  if (memo === undefined) return remembered;
  const now = new LaneTable(count);
  for (let i = 0; i < count; i++) now.set(sources[i * 2]!, sources[i * 2 + 1]!, i);
  const then = memo.sources.length / 2;
  const positions = new Int32Array(then);
  for (let old = 0; old < then; old++)
    positions[old] = now.get(memo.sources[old * 2]!, memo.sources[old * 2 + 1]!);
  for (let old = 0; old < then; old++) {
    const i = positions[old]!;
    if (i === NOBODY || memo.keys[old * 2] !== keys[i * 2] || memo.keys[old * 2 + 1] !== keys[i * 2 + 1])
      continue;
    remembered[i] = 1;
    for (let k = 0; k < KEPT; k++) {
      const other = memo.articles[old * KEPT + k]!;
      if (other < 0) break;
      found.articles[i * KEPT + k] = positions[other]!;
      found.scores[i * KEPT + k] = memo.scores[old * KEPT + k]!;
      for (let t = 0; t < NAMED; t++)
        found.shared[(i * KEPT + k) * NAMED + t] = memo.shared[(old * KEPT + k) * NAMED + t]!;
    }
  }
  return remembered;
}

/** Writes the best of the touched ones, best first; of equals the newer one. */
function keepBest(
  i: number,
  touched: Int32Array,
  touches: number,
  scores: Int32Array,
  matches: Uint8Array,
  found: { articles: Int32Array; scores: Uint16Array },
): void {
  const base = i * KEPT;
  let held = 0;
  for (let k = 0; k < touches; k++) {
    const other = touched[k]!;
    const score = scores[other]!;
    if (score < LEAST || matches[other]! < 2) continue;
    let at = held;
    while (
      at > 0 &&
      (found.scores[base + at - 1]! < score ||
        (found.scores[base + at - 1] === score && found.articles[base + at - 1]! < other))
    )
      at--;
    if (at === KEPT) continue;
    if (held < KEPT) held++;
    for (let down = held - 1; down > at; down--) {
      found.articles[base + down] = found.articles[base + down - 1]!;
      found.scores[base + down] = found.scores[base + down - 1]!;
    }
    found.articles[base + at] = other;
    found.scores[base + at] = Math.min(65_535, score);
  }
}

/** Writes which terms an article shares most with each of its neighbours. */
function name(
  i: number,
  { at, first, weights, keys, ends, postings }: Postings,
  found: { articles: Int32Array; shared: Uint8Array },
): void {
  const start = startOf(ends, i);
  const worths = [0, 0, 0];
  for (let k = i * KEPT; k < (i + 1) * KEPT; k++) {
    const other = found.articles[k]!;
    if (other < 0) return;
    worths.fill(0);
    for (let place = start; place < ends[i]!; place++) {
      const rarity = rarityOf(at[place]! - first[place]!, i);
      if (rarity === 0) continue;
      for (let theirs = startOf(ends, other); theirs < ends[other]!; theirs++) {
        if (keys[theirs] !== keys[place]) continue;
        // Only what the score counted: what lies outside the window is in no key.
        if (at[theirs]! < at[place]! - WINDOW) break;
        const worth = rarity * rarity * (weights[place]! + postings[at[theirs]! * POSTING + 1]!);
        let down = NAMED;
        while (down > 0 && worths[down - 1]! < worth) down--;
        if (down === NAMED) break;
        for (let t = NAMED - 1; t > down; t--) {
          worths[t] = worths[t - 1]!;
          found.shared[k * NAMED + t] = found.shared[k * NAMED + t - 1]!;
        }
        worths[down] = worth;
        found.shared[k * NAMED + down] = place - start;
        break;
      }
    }
  }
}

/** Numbers the terms by their keys. */
class TermNumbers {
  count = 0;
  readonly #keys: Uint32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;

  constructor(most: number) {
    let size = 16;
    while (size < most * 1.5) size *= 2;
    this.#keys = new Uint32Array(size);
    this.#numbers = new Int32Array(size).fill(-1);
    this.#mask = size - 1;
  }

  of(key: number): number {
    let at = finish(key) & this.#mask;
    while (this.#numbers[at] !== -1 && this.#keys[at] !== key) at = (at + 1) & this.#mask;
    if (this.#numbers[at] === -1) {
      this.#keys[at] = key;
      this.#numbers[at] = this.count++;
    }
    return this.#numbers[at]!;
  }
}

/** What an article and its neighbour are both about, as the article prints it; names first. */
export function sharedTerms({ fingerprint }: Article, found: Neighbours, at: number): string[] {
  const terms: { text: string; weight: number }[] = [];
  for (let t = 0; t < NAMED; t++) {
    const place = found.shared[at * NAMED + t]!;
    if (place === 255) break;
    terms.push({ text: fingerprint.terms[place]!, weight: fingerprint.weights[place]! });
  }
  const isName = (text: string): boolean => /^\p{Lu}/u.test(text);
  const ordered = [...terms.filter(({ text }) => isName(text)), ...terms.filter(({ text }) => !isName(text))];
  return joined(ordered.map(({ text }) => text));
}

/** Pieces of words of scripts without spaces that overlap, put together. */
function joined(terms: readonly string[]): string[] {
  const whole: string[] = [];
  for (const term of terms) {
    const at = whole.findIndex(
      (other) => /^[\u0e00-\u17ff\u3005-\u9fff]+$/.test(term) && overlap(other, term) !== null,
    );
    if (at < 0) whole.push(term);
    else whole[at] = overlap(whole[at]!, term)!;
  }
  return whole;
}

function overlap(one: string, other: string): string | null {
  const size = other.length - 1;
  if (one.endsWith(other.slice(0, size))) return one + other.slice(size);
  if (one.startsWith(other.slice(1))) return other.charAt(0) + one;
  return null;
}
