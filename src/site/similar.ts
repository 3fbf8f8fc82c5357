import { TERMS } from '../articles/fingerprint.ts';
import type { Article } from '../articles/types.ts';
import { finish, mix } from '../base/hash.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import type { Steps } from '../base/steps.ts';
import { type Columns, startOf } from './columns.ts';
import type { Since } from './since.ts';

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
/**
 * Of so many articles at the beginning of an archive each one's terms are counted in all of them, younger ones too: of a
 * handful of older ones nobody can tell what is rare. A term then tells no less than it would with so many older articles.
 */
const EARLY = 32;
const GRANTED = 16;
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

/** What has come and gone, by position, and what the articles of then said. */
export interface SimilarSince {
  readonly since: Since;
  readonly columns: Pick<Columns, 'termKeys' | 'termWeights' | 'termEnds' | 'sources'>;
  /** By position of then: the place in those columns. */
  readonly rows: readonly number[];
}

/** Neighbours in the making. */
type Found = { -readonly [K in keyof Neighbours]: Neighbours[K] };

/** From so many articles on that may be touched by a change, all are looked through. */
const MANY = 1000;

/** Numbers of a term's cell: where its postings start, how many are written, and the hash of the last `WINDOW`. */
const TERM_CELL = 4;
/** A posting is the article's position and the weight, which takes as many bits. */
const WEIGHT_BITS = 5;

/** The terms of the articles, and the postings of each term: who has it, oldest first. */
interface Postings {
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

interface KeyedPostings extends Postings {
  /** By position, two lanes: the hash of all that an article's neighbours follow from. */
  readonly keys: Uint32Array;
}

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
    since === undefined || memo === undefined ? null : touchedBy(columns, rows, isShown, memo, since);
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

/**
 * The positions, ascending, of the articles whose neighbours may be others: those that have come, and those with a term of
 * which the last `WINDOW` that had it before them are others, or that tells more or less. Null where they are many.
 */
function touchedBy(
  columns: Columns,
  rows: readonly number[],
  isShown: (position: number) => boolean,
  memo: SimilarMemo,
  then: SimilarSince,
): number[] | null {
  const { come, gone, before } = then.since;
  // What terms tell at the beginning follows from what comes after, too.
  const first = Math.min(come[0] ?? rows.length, gone[0] ?? rows.length);
  if (first < EARLY || Math.min(rows.length, then.rows.length) < EARLY) return null;
  const { edits, news } = newsOf(columns, rows, then);
  /** Which ends of keys there are among the news: most terms are none of these. */
  const mayBeNews = new Uint8Array(SEEN + 1);
  for (const key of news.keys()) mayBeNews[key & SEEN] = 1;
  const { termKeys, termEnds } = columns;
  const touched: number[] = [];
  let edit = 0;
  for (let i = 0; i < rows.length; i++) {
    for (; edit < edits.length && edits[edit]!.place <= i; edit++) pass(news, edits[edit]!);
    let isTouched = before[i]! < 0;
    if (!isTouched) {
      const end = termEnds[rows[i]!]!;
      // A term may tell more among twice as many.
      isTouched = Math.clz32(before[i]!) !== Math.clz32(i) || (isUnnamed(memo, before[i]!) && isShown(i));
      for (let place = startOf(termEnds, rows[i]!); place < end; place++) {
        if (mayBeNews[termKeys[place]! & SEEN] === 0) continue;
        const past = news.get(termKeys[place]!);
        if (past === undefined) continue;
        const tells = rarityOf(past.now, i);
        isTouched ||= tells !== rarityOf(past.before, i) || (tells > 0 && past.unchanged < WINDOW);
        past.now++;
        past.before++;
        past.unchanged++;
      }
    }
    if (isTouched && touched.push(i) > MANY) return null;
  }
  return touched;
}

/** Whether an article's neighbours are remembered without what they share. */
function isUnnamed({ articles, shared }: Neighbours, position: number): boolean {
  return articles[position * KEPT]! >= 0 && shared[position * KEPT * NAMED] === 255;
}

/** A term that articles have come or gone with: how many had it so far, then and now, and how many of them since a change. */
interface Past {
  before: number;
  now: number;
  unchanged: number;
}

/** An article that has come, gone or been edited: the weights of its terms then and now, and the first place behind it. */
interface TermEdit {
  readonly place: number;
  readonly had: ReadonlyMap<number, number>;
  readonly has: ReadonlyMap<number, number>;
}

/** Counts an article that has come or gone. What it had and has still is no change; it does not count as unchanged either. */
function pass(news: ReadonlyMap<number, Past>, { had, has }: TermEdit): void {
  for (const [key, past] of news) {
    const [before, now] = [had.get(key), has.get(key)];
    if (before !== undefined) past.before++;
    if (now !== undefined) past.now++;
    if (before !== now) past.unchanged = 0;
  }
}

/** The articles that have come or gone, by place, and the terms that came or went with them or weigh more or less. */
function newsOf(
  columns: Columns,
  rows: readonly number[],
  then: SimilarSince,
): { readonly edits: readonly TermEdit[]; readonly news: ReadonlyMap<number, Past> } {
  const { since } = then;
  const none: ReadonlyMap<number, number> = new Map();
  const edits: TermEdit[] = [];
  const edited = new Set<number>();
  for (const before of since.gone) {
    const place = since.after[before]!;
    const had = weightsOf(then.columns, then.rows[before]!);
    const isEdit = place >= 0 && isSameSource(columns, rows[place]!, then.columns, then.rows[before]!);
    if (isEdit) edited.add(place);
    edits.push({
      place: isEdit ? place : behind(since, before),
      had,
      has: isEdit ? weightsOf(columns, rows[place]!) : none,
    });
  }
  for (const place of since.come)
    if (!edited.has(place)) edits.push({ place, had: none, has: weightsOf(columns, rows[place]!) });
  const news = new Map<number, Past>();
  for (const { had, has } of edits)
    for (const key of [...had.keys(), ...has.keys()])
      if (had.get(key) !== has.get(key)) news.set(key, { before: 0, now: 0, unchanged: 0 });
  return { edits: edits.sort((a, b) => a.place - b.place), news };
}

/** The place now of the first article that stood behind one of then and is there still. */
function behind({ before }: Since, gone: number): number {
  const place = before.findIndex((other) => other > gone);
  return place < 0 ? before.length : place;
}

/** The terms of an article with their weights, in sixteenths. */
function weightsOf(
  { termKeys, termWeights, termEnds }: SimilarSince['columns'],
  row: number,
): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  for (let place = startOf(termEnds, row); place < termEnds[row]!; place++)
    weights.set(termKeys[place]!, sixteenths(termWeights[place]!));
  return weights;
}

type Sources = Pick<Columns, 'sources'>;

function isSameSource({ sources }: Sources, row: number, then: Sources, before: number): boolean {
  return (
    sources[row * 2] === then.sources[before * 2] && sources[row * 2 + 1] === then.sources[before * 2 + 1]
  );
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

/** The postings of all terms, and all articles' keys. */
function* postingsOf(columns: Columns, rows: readonly number[], sources: Uint32Array): Steps<KeyedPostings> {
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
function* postingsOfFew(columns: Columns, rows: readonly number[], only: readonly number[]): Steps<Postings> {
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
function weightOf(posting: number): number {
  return posting & ((1 << WEIGHT_BITS) - 1);
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

const SEEN = 0xffff;

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
