import { TERMS } from '../articles/fingerprint.ts';
import type { Article } from '../articles/types.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import type { Steps } from '../base/steps.ts';
import { type Columns, startOf } from './columns.ts';
import {
  type Postings,
  postingsOf,
  postingsOfFew,
  sixteenths,
  WEIGHT_BITS,
  WINDOW,
  weightOf,
} from './postings.ts';
import type { Since } from './since.ts';
import { type SimilarSince, touchedBy } from './touched.ts';

/*
 * Similar articles, among older ones only. An article is compared with the last 48 older articles that have one of
 * its terms, term by term. So what an article is similar to depends on a bounded piece of the past, which a running
 * hash over each term's postings stands for: equal hashes, equal answers, and they need not be worked out again.
 */

/** Candidates kept of each article. */
export const KEPT = 12;
/** Terms named as what both are about. */
export const NAMED = 3;
/** The least score that is kept. */
export const LEAST = 60;

/** For each article (by position) up to `KEPT` older ones, best first. */
export interface Neighbours {
  /** Positions; −1 where there are no more. */
  readonly articles: Int32Array;
  readonly scores: Uint16Array;
  /**
   * The terms that both have, `NAMED` a candidate, best first: places in the article's own terms, 255 for none. Only of
   * articles that show their neighbours; of others they may be there.
   */
  readonly shared: Uint8Array;
}

/** The neighbours of an archive, under the hashes of all that they follow from. */
export interface SimilarMemo extends Neighbours {
  /** Two lanes an article: of its terms and of the pasts of all of them. */
  readonly keys: Uint32Array;
  /** Two lanes an article: of its source, by which positions of then are found again. */
  readonly sources: Uint32Array;
}

/** Neighbours in the making. */
type Found = { -readonly [K in keyof Neighbours]: Neighbours[K] };

/**
 * The older articles that are most like each one, and the memory for the next time.
 *
 * The score of two articles is the sum over the terms that both have of `rarity² × weight / 16`, where the weight is
 * the sum of the two (each in sixteenths of what a term can have); for the rarity see `rarityOf`. They have two terms
 * at least in common.
 *
 * @param rows the articles' places in the columns, by position, oldest first
 * @param isShown whether an article, by position, may show some of its neighbours, with what they share
 * @param since given where few articles have come and gone since the memo was made: then only what shares a term with one of
 *   those is worked out again
 */
export function* neighbours(
  columns: Columns,
  rows: readonly number[],
  isShown: (position: number) => boolean,
  memo: SimilarMemo | undefined,
  since?: SimilarSince,
): Steps<SimilarMemo> {
  const count = rows.length;
  const sources = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) {
    sources[i * 2] = columns.sources[rows[i]! * 2]!;
    sources[i * 2 + 1] = columns.sources[rows[i]! * 2 + 1]!;
  }
  const found = {
    articles: new Int32Array(count * KEPT).fill(-1),
    scores: new Uint16Array(count * KEPT),
    shared: new Uint8Array(count * KEPT * NAMED).fill(255),
  };
  const touched =
    since === undefined || memo === undefined
      ? null
      : touchedBy(columns, rows, (before, i) => isUnnamed(memo, before) && isShown(i), since);
  if (touched !== null) {
    const keys = new Uint32Array(count * 2);
    takeOver(memo!, since!.since, found, keys);
    for (const i of touched) {
      found.articles.fill(-1, i * KEPT, (i + 1) * KEPT);
      found.scores.fill(0, i * KEPT, (i + 1) * KEPT);
      found.shared.fill(255, i * KEPT * NAMED, (i + 1) * KEPT * NAMED);
      // A key without an odd second lane is no key: these few are looked for again where positions move.
      keys.fill(0, i * 2, i * 2 + 2);
    }
    yield;
    const terms = yield* postingsOfFew(columns, rows, touched);
    yield;
    compare(terms, touched, isShown, found);
    return { keys, sources, ...found };
  }
  yield;
  const terms = yield* postingsOf(columns, rows, sources);
  yield;
  const remembered = recall(memo, sources, terms.keys, isShown, found);
  const open: number[] = [];
  for (let i = 0; i < count; i++) if (remembered[i] === 0) open.push(i);
  compare(terms, open, isShown, found);
  return { keys: terms.keys, sources, ...found };
}

/** Copies what is remembered to where the articles stand now. */
function takeOver(
  memo: SimilarMemo,
  { before: then, after: now }: Since,
  found: Found,
  keys: Uint32Array,
): void {
  let start = 0;
  for (let end = 1; end <= then.length; end++) {
    const from = then[start]!;
    if (end < then.length && then[end] === (from < 0 ? -1 : from + end - start)) continue;
    const past = from + end - start;
    if (from >= 0) {
      found.articles.set(memo.articles.subarray(from * KEPT, past * KEPT), start * KEPT);
      found.scores.set(memo.scores.subarray(from * KEPT, past * KEPT), start * KEPT);
      const shared = memo.shared.subarray(from * KEPT * NAMED, past * KEPT * NAMED);
      found.shared.set(shared, start * KEPT * NAMED);
      keys.set(memo.keys.subarray(from * 2, past * 2), start * 2);
    }
    start = end;
  }
  if (now.every((place, before) => place === before)) return;
  const { articles } = found;
  for (let k = 0; k < articles.length; k++) if (articles[k]! >= 0) articles[k] = now[articles[k]!]!;
}

/** Whether an article's neighbours are remembered without what they share. */
function isUnnamed({ articles, shared }: Neighbours, position: number): boolean {
  return articles[position * KEPT]! >= 0 && shared[position * KEPT * NAMED] === 255;
}

/** Finds and names the neighbours of these articles. */
function compare(
  terms: Postings,
  positions: readonly number[],
  isShown: (position: number) => boolean,
  found: Found,
): void {
  const { at, older, rarities, postings, columns, rows } = terms;
  const { termEnds, termWeights } = columns;
  const scores = new Int32Array(rows.length);
  const matches = new Uint8Array(rows.length);
  const touched = new Int32Array(TERMS * WINDOW);
  for (const i of positions) {
    let touches = 0;
    const end = termEnds[rows[i]!]!;
    for (let place = startOf(termEnds, rows[i]!); place < end; place++) {
      const rarity = rarities[place]!;
      if (rarity === 0) continue;
      const own = at[place]!;
      const weight = sixteenths(termWeights[place]!);
      const square = rarity * rarity;
      for (let past = own - Math.min(older[place]!, WINDOW); past < own; past++) {
        const other = postings[past]! >> WEIGHT_BITS;
        if (matches[other] === 0 && touches < touched.length) touched[touches++] = other;
        matches[other]!++;
        scores[other]! += (square * (weight + weightOf(postings[past]!))) >> 4;
      }
    }
    keepBest(i, touched, touches, scores, matches, found);
    if (isShown(i)) name(i, terms, found);
    for (let k = 0; k < touches; k++) {
      scores[touched[k]!] = 0;
      matches[touched[k]!] = 0;
    }
  }
}

/** Fills in what is remembered under the same keys; says of which articles. */
function recall(
  memo: SimilarMemo | undefined,
  sources: Uint32Array,
  keys: Uint32Array,
  isShown: (position: number) => boolean,
  found: Found,
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
    if (isUnnamed(memo, old) && isShown(i)) continue;
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
  { columns, rows, at, rarities, postings }: Postings,
  found: { articles: Int32Array; shared: Uint8Array },
): void {
  const { termEnds, termKeys, termWeights } = columns;
  const start = startOf(termEnds, rows[i]!);
  const worths = [0, 0, 0];
  for (let k = i * KEPT; k < (i + 1) * KEPT; k++) {
    const other = found.articles[k]!;
    if (other < 0) return;
    worths.fill(0);
    for (let place = start; place < termEnds[rows[i]!]!; place++) {
      const rarity = rarities[place]!;
      if (rarity === 0) continue;
      const end = termEnds[rows[other]!]!;
      for (let theirs = startOf(termEnds, rows[other]!); theirs < end; theirs++) {
        if (termKeys[theirs] !== termKeys[place]) continue;
        // Only what the score counted: what lies outside the window is in no key.
        if (at[theirs]! < at[place]! - WINDOW) break;
        const worth = rarity * rarity * (sixteenths(termWeights[place]!) + weightOf(postings[at[theirs]!]!));
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

/** What an article and its neighbour are both about, as the article prints it; names first. */
export function sharedTerms({ fingerprint }: Article, found: Neighbours, at: number): string[] {
  const terms: { text: string; weight: number }[] = [];
  for (let t = 0; t < NAMED; t++) {
    const place = found.shared[at * NAMED + t]!;
    if (place === 255) break;
    terms.push({ text: fingerprint.terms[place]!, weight: fingerprint.weights[place]! });
  }
  const ordered = [...terms.filter(({ text }) => isName(text)), ...terms.filter(({ text }) => !isName(text))];
  return joined(ordered.map(({ text }) => text));
}

/** Whether a term is a name; most begin with a letter of which that is seen without asking for its kind. */
function isName(text: string): boolean {
  const code = text.charCodeAt(0);
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : /^\p{Lu}/u.test(text);
}

/** Pieces of words of scripts without spaces that overlap, put together. */
function joined(terms: readonly string[]): string[] {
  const whole: string[] = [];
  for (const term of terms) {
    const isPiece = term.charCodeAt(0) >= 0xe00 && /^[\u0e00-\u17ff\u3005-\u9fff]+$/.test(term);
    const at = isPiece ? whole.findIndex((other) => overlap(other, term) !== null) : -1;
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
