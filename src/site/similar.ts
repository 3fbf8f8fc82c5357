import type { Article } from '../articles/types.ts';
import { finish, hashText, type Lanes, mix } from '../base/hash.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';

/*
 * Similar articles, among older ones only. An article is compared with the last 128 older articles that have one of
 * its terms, term by term. So what an article is similar to depends on a bounded piece of the past, which a running
 * hash over each term's postings stands for: equal hashes, equal answers, and they need not be worked out again.
 */

/** Older articles looked at for each term: the last ones that have it. */
const WINDOW = 128;
/** A term that so many older articles have tells nothing. Powers of two, so that its worth changes rarely. */
const TOO_COMMON = 11;
/** Candidates kept of each article. */
export const KEPT = 12;
/** Terms named as what both are about. */
const NAMED = 3;
/** The least score that is kept. */
export const LEAST = 66;

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

/**
 * The older articles that are most like each one, and the memory for the next time.
 *
 * The score of two articles is the sum over the terms that both have of `rarity² × weight / 16`, where the weight is
 * the sum of the two (each in sixteenths of what a term can have) and the rarity is 11 less the binary logarithm,
 * rounded down, of how many older articles have the term. They have two terms at least in common.
 *
 * @param articles by position, oldest first
 */
export function neighbours(articles: readonly Article[], memo: SimilarMemo | undefined): SimilarMemo {
  const count = articles.length;
  const sources = new Uint32Array(count * 2);
  const lanes: Lanes = { lo: 0, hi: 0 };
  const termEnds = new Uint32Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    const { source, fingerprint } = articles[i]!;
    hashText(source, lanes);
    sources[i * 2] = lanes.lo;
    sources[i * 2 + 1] = lanes.hi;
    length += fingerprint.keys.length;
    termEnds[i] = length;
  }

  // The terms by number, and the postings of each: who has it, oldest first.
  const numbers = new TermNumbers(length);
  const termAt = new Uint32Array(length);
  const weightAt = new Uint8Array(length);
  for (let i = 0, at = 0; i < count; i++) {
    const { keys, weights } = articles[i]!.fingerprint;
    for (let t = 0; t < keys.length; t++, at++) {
      termAt[at] = numbers.of(keys[t]!);
      weightAt[at] = sixteenths(weights[t]!);
    }
  }
  const postingEnds = new Uint32Array(numbers.count + 1);
  for (let at = 0; at < length; at++) postingEnds[termAt[at]! + 1]!++;
  for (let term = 0; term < numbers.count; term++) postingEnds[term + 1]! += postingEnds[term]!;
  const postingStarts = postingEnds.slice();
  const owners = new Int32Array(length);
  const ownWeights = new Uint8Array(length);
  /** Running hashes of the postings of a term, this one not included. */
  const pastLo = new Uint32Array(length);
  const pastHi = new Uint32Array(length);
  /** Where each article's posting of each of its terms is. */
  const postingAt = new Uint32Array(length);
  const runningLo = new Uint32Array(numbers.count);
  const runningHi = new Uint32Array(numbers.count);
  for (let i = 0, at = 0; i < count; i++) {
    for (; at < termEnds[i]!; at++) {
      const term = termAt[at]!;
      const posting = postingStarts[term]!++;
      postingAt[at] = posting;
      owners[posting] = i;
      ownWeights[posting] = weightAt[at]!;
      pastLo[posting] = runningLo[term]!;
      pastHi[posting] = runningHi[term]!;
      runningLo[term]! += finish(mix(sources[i * 2]!, weightAt[at]!));
      runningHi[term]! += finish(mix(sources[i * 2 + 1]! ^ 0x2545f491, weightAt[at]!));
    }
  }
  // From here on postingEnds[term] is where the postings of a term start.

  const keys = new Uint32Array(count * 2);
  for (let i = 0, at = 0; i < count; i++) {
    let lo = 1;
    let hi = 2;
    for (; at < termEnds[i]!; at++) {
      const posting = postingAt[at]!;
      const older = posting - postingEnds[termAt[at]!]!;
      const rarity = rarityOf(older);
      const from = Math.max(0, older - WINDOW);
      const oldest = posting - older + from;
      const key = articles[i]!.fingerprint.keys[at - (i === 0 ? 0 : termEnds[i - 1]!)]!;
      lo = mix(
        mix(mix(lo, key), weightAt[at]! * 32 + rarity),
        rarity === 0 ? 0 : pastLo[posting]! - pastLo[oldest]!,
      );
      hi = mix(mix(hi, key ^ weightAt[at]!), rarity === 0 ? 0 : pastHi[posting]! - pastHi[oldest]!);
    }
    keys[i * 2] = finish(lo);
    keys[i * 2 + 1] = finish(hi) | 1;
  }

  const found = {
    articles: new Int32Array(count * KEPT).fill(-1),
    scores: new Uint16Array(count * KEPT),
    shared: new Uint8Array(count * KEPT * NAMED).fill(255),
  };
  const remembered = recall(memo, sources, keys, found);

  const scores = new Int32Array(count);
  const matches = new Uint8Array(count);
  const touched: number[] = [];
  for (let i = 0; i < count; i++) {
    if (remembered[i] === 1) continue;
    const start = i === 0 ? 0 : termEnds[i - 1]!;
    touched.length = 0;
    for (let at = start; at < termEnds[i]!; at++) {
      const posting = postingAt[at]!;
      const older = posting - postingEnds[termAt[at]!]!;
      const rarity = rarityOf(older);
      if (rarity === 0) continue;
      const weight = weightAt[at]!;
      for (let past = posting - Math.min(older, WINDOW); past < posting; past++) {
        const other = owners[past]!;
        if (matches[other] === 0) touched.push(other);
        matches[other]!++;
        scores[other]! += worth(rarity, weight, ownWeights[past]!);
      }
    }
    keepBest(i, touched, scores, matches, found);
    name(i, start, articles, found, { termEnds, termAt, postingAt, postingEnds, ownWeights, weightAt });
    for (const other of touched) {
      scores[other] = 0;
      matches[other] = 0;
    }
  }
  return { keys, sources, ...found };
}

/** The weight of a term in sixteenths of the most it can have: 1 to 16. */
function sixteenths(weight: number): number {
  return (weight >> 4) + 1;
}

/** How much a term tells that so many older articles have: 11 to 1, and 0 for nothing. */
function rarityOf(older: number): number {
  return older === 0 ? TOO_COMMON : Math.max(0, TOO_COMMON - (31 - Math.clz32(older)));
}

function worth(rarity: number, one: number, other: number): number {
  return (rarity * rarity * (one + other)) >> 4;
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
  touched: readonly number[],
  scores: Int32Array,
  matches: Uint8Array,
  found: { articles: Int32Array; scores: Uint16Array },
): void {
  const base = i * KEPT;
  let held = 0;
  for (const other of touched) {
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
    for (let k = held - 1; k > at; k--) {
      found.articles[base + k] = found.articles[base + k - 1]!;
      found.scores[base + k] = found.scores[base + k - 1]!;
    }
    found.articles[base + at] = other;
    found.scores[base + at] = Math.min(65_535, score);
  }
}

interface Postings {
  readonly termEnds: Uint32Array;
  readonly termAt: Uint32Array;
  readonly postingAt: Uint32Array;
  readonly postingEnds: Uint32Array;
  readonly ownWeights: Uint8Array;
  readonly weightAt: Uint8Array;
}

/** Writes which terms an article shares most with each of its neighbours. */
function name(
  i: number,
  start: number,
  articles: readonly Article[],
  found: { articles: Int32Array; shared: Uint8Array },
  { termEnds, postingAt, postingEnds, termAt, ownWeights, weightAt }: Postings,
): void {
  for (let k = 0; k < KEPT; k++) {
    const other = found.articles[i * KEPT + k]!;
    if (other < 0) return;
    const theirs = articles[other]!.fingerprint.keys;
    const mine = articles[i]!.fingerprint.keys;
    const best: { term: number; worth: number }[] = [];
    for (let at = start; at < termEnds[i]!; at++) {
      const place = theirs.indexOf(mine[at - start]!);
      if (place < 0) continue;
      const posting = postingAt[at]!;
      const rarity = rarityOf(posting - postingEnds[termAt[at]!]!);
      const theirPosting = postingAt[(other === 0 ? 0 : termEnds[other - 1]!) + place]!;
      // Only what the score counted: what lies outside the window is in no key.
      if (rarity === 0 || theirPosting < posting - WINDOW) continue;
      best.push({ term: at - start, worth: worth(rarity, weightAt[at]!, ownWeights[theirPosting]!) });
    }
    best.sort((a, b) => b.worth - a.worth || a.term - b.term);
    best.slice(0, NAMED).forEach(({ term }, t) => {
      found.shared[(i * KEPT + k) * NAMED + t] = term;
    });
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
