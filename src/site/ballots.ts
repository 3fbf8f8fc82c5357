import { LaneTable, NOBODY } from '../base/lanes.ts';
import { type Columns, LENGTHS, listStart, startOf } from './columns.ts';
import { Form, FORM_LANES } from './forms.ts';
import type { Ranked } from './types.ts';

/** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): a place p is worth 1 / (60 + p). */
const K = 60;
/** After so many months a vote is worth half. */
const HALF_LIFE = 3;
/** Votes are whole numbers, so that their sum is the same in any order: the first place of this month is 2^36 / 61. */
const UNIT = 2 ** 36;

/** Of how many times as many the recommended ones are chosen. */
const POOL = 10;

/** The places of a list that count; what is longer is no ranking. */
const LONGEST_BALLOT = 100;

/** How many places are shown. */
export const RANKED = 100;
export const RANKED_IN_SECTION = 30;

/** Ballots, one an article's list; in the order of site and month, so that what one site said in a month lies together. */
export interface Ballots {
  /** Months as `monthOf` counts them. */
  readonly months: Int32Array;
  readonly sites: Uint32Array;
  readonly sections: Int32Array;
  /** Where the things of each ballot end. */
  readonly ends: Uint32Array;
  /** What the ballots name, best first: numbers of `Things`; a thing once a ballot, −1 where it is named again. */
  readonly things: Int32Array;
}

/** What lists name: an article of the archive, or a headline that it does not have, whatever the printers made of it. */
export interface Things {
  readonly count: number;
  /** By headline: the number of the thing. */
  readonly of: Int32Array;
  /** By thing: the article's position, or −1. */
  readonly article: Int32Array;
  /** By thing: the headline it is first printed under. */
  readonly headline: Int32Array;
}

/** Gathers the headlines that mean the same thing. A headline that fits several articles stands for itself. */
export function thingsOf(columns: Columns, answers: Int32Array): Things {
  const { headlines: rows, count } = columns;
  const { forms } = columns.known;
  const of = new Int32Array(count).fill(-1);
  const article: number[] = [];
  const headline: number[] = [];
  /** By position, of which there are no more than articles: the thing that the article is. */
  const byArticle = new Int32Array(columns.sites.length).fill(NOBODY);
  const byText = new LaneTable(count);
  // In the order in which they are printed, oldest article first: so nothing depends on how headlines are numbered.
  for (let row = 0; row < rows.length; row++) {
    const printed = rows[row]!;
    if (of[printed] !== -1) continue;
    const position = answers[printed]!;
    const at = printed * FORM_LANES + Form.bare;
    let thing = position >= 0 ? byArticle[position]! : byText.get(forms[at]!, forms[at + 1]!);
    if (thing === NOBODY) {
      thing = article.length;
      article.push(position >= 0 ? position : -1);
      headline.push(printed);
      if (position >= 0) byArticle[position] = thing;
      else if (forms[at + 1] !== 0) byText.set(forms[at]!, forms[at + 1]!, thing);
    }
    of[printed] = thing;
  }
  return {
    count: article.length,
    of,
    article: Int32Array.from(article),
    headline: Int32Array.from(headline),
  };
}

/** Places in a thing's row of numbers, side by side, because they are wanted together. */
const LISTED = 0;
const BEST = 1;
/** The best place of a thing in the group at hand: one site's ballots of one month. */
const IN_GROUP = 2;
const ROW = 4;

/** How things stand: by thing, its score, how many lists name it and its best place. */
class Standings {
  /** The things that any list names: the first `#names` of these. */
  readonly #named: Int32Array;
  #names = 0;
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  /** The things in the group at hand. */
  readonly #group: Int32Array;
  #grouped = 0;

  constructor(things: number) {
    this.#scores = new Float64Array(things);
    this.#rows = new Int32Array(things * ROW);
    this.#named = new Int32Array(things);
    this.#group = new Int32Array(things);
  }

  /** How many lists name a thing. */
  listsOf(thing: number): number {
    return this.#rows[thing * ROW + LISTED]!;
  }

  /** Its best place in any of them, from 1. */
  bestOf(thing: number): number {
    return this.#rows[thing * ROW + BEST]!;
  }

  /**
   * Aggregates ballots by reciprocal rank fusion. A site has one vote a month for each thing, the best place it gives
   * it in that month's lists, however many pages print the list; a vote is worth half after three months.
   *
   * @param until the month taken as this month; later ballots do not count
   * @param only the ballots that count, in their order
   */
  count({ months, sites, ends, things }: Ballots, until: number, only: Int32Array): this {
    this.#clear();
    const rows = this.#rows;
    for (let k = 0; k < only.length; k++) {
      const ballot = only[k]!;
      const month = months[ballot]!;
      if (month <= until) {
        const from = startOf(ends, ballot);
        for (let at = from; at < ends[ballot]!; at++) {
          const thing = things[at]!;
          if (thing < 0) continue;
          const place = at - from + 1;
          const row = thing * ROW;
          if (rows[row + LISTED]!++ === 0) this.#named[this.#names++] = thing;
          if (rows[row + BEST] === 0 || place < rows[row + BEST]!) rows[row + BEST] = place;
          const held = rows[row + IN_GROUP]!;
          if (held === 0) this.#group[this.#grouped++] = thing;
          if (held === 0 || place < held) rows[row + IN_GROUP] = place;
        }
      }
      const next = only[k + 1] ?? -1;
      if (next < 0 || sites[next] !== sites[ballot] || months[next] !== month) this.#vote(until - month);
    }
    return this;
  }

  /** Adds the votes of a group that is so many months old. */
  #vote(age: number): void {
    if (this.#grouped === 0) return;
    const decay = 2 ** (-age / HALF_LIFE);
    for (let k = 0; k < this.#grouped; k++) {
      const thing = this.#group[k]!;
      const at = thing * ROW + IN_GROUP;
      this.#scores[thing]! += Math.floor((UNIT / (K + this.#rows[at]!)) * decay);
      this.#rows[at] = 0;
    }
    this.#grouped = 0;
  }

  #clear(): void {
    for (let k = 0; k < this.#names; k++) {
      const thing = this.#named[k]!;
      this.#scores[thing] = 0;
      this.#rows[thing * ROW + LISTED] = this.#rows[thing * ROW + BEST] = 0;
    }
    this.#names = 0;
  }

  /** Whether one thing stands before another. Ties: more lists, then the better best place, then printed earlier. */
  isBefore(one: number, other: number): boolean {
    const more = this.#scores[one]! - this.#scores[other]! || this.listsOf(one) - this.listsOf(other);
    const better = this.bestOf(other) - this.bestOf(one) || other - one;
    return more === 0 ? better > 0 : more > 0;
  }

  /** The first things, best first; only those that `isMeant`. */
  first(limit: number, isMeant: (thing: number) => boolean): number[] {
    const first: number[] = [];
    for (let k = 0; k < this.#names; k++) {
      const thing = this.#named[k]!;
      if (first.length === limit && this.isBefore(first[limit - 1]!, thing)) continue;
      if (!isMeant(thing)) continue;
      let low = 0;
      let high = first.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.isBefore(first[middle]!, thing)) low = middle + 1;
        else high = middle;
      }
      first.splice(low, 0, thing);
      if (first.length > limit) first.pop();
    }
    return first;
  }

  /** The place of each of the things, from 1; null for one that no list names. */
  places(things: readonly number[]): (number | null)[] {
    const known = things.filter((thing) => this.listsOf(thing) > 0);
    const marks = Float64Array.from(new Set(known.map((thing) => this.#scores[thing]!))).sort();
    /** By mark: how many things stand above the one before and not above it; and which of them stand level with it. */
    const reached = new Int32Array(marks.length + 1);
    const level = Array.from(marks, (): number[] => []);
    for (let k = 0; k < this.#names; k++) {
      const thing = this.#named[k]!;
      const score = this.#scores[thing]!;
      if (!(score >= marks[0]!)) continue;
      const mark = lowerBound(marks, score);
      reached[mark]!++;
      if (marks[mark] === score) level[mark]!.push(thing);
    }
    return things.map((thing) => {
      if (this.listsOf(thing) === 0) return null;
      const own = lowerBound(marks, this.#scores[thing]!);
      let place = 1;
      for (let mark = own + 1; mark < reached.length; mark++) place += reached[mark]!;
      // Those that stand level in score have to be told apart.
      for (const other of level[own]!) if (this.isBefore(other, thing)) place++;
      return place;
    });
  }
}

/** The first place in ascending values of one that is not less. */
function lowerBound(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rankings from the same ballots. */
export class Rankings {
  readonly #ballots: Ballots;
  readonly #things: Things;
  readonly #now: Standings;
  readonly #before: Standings;
  readonly #all: Int32Array;
  /** By section. */
  readonly #inSection: readonly Int32Array[];

  /** @param sections how many sections there are */
  constructor(ballots: Ballots, things: Things, sections: number) {
    this.#ballots = ballots;
    this.#things = things;
    this.#all = allOf(ballots);
    this.#inSection = bySection(ballots, sections);
    this.#now = new Standings(things.count);
    this.#before = new Standings(things.count);
  }

  /** The first `limit` rows of a section's ranking (−1: of the whole one), with the change since the month before. */
  of(section: number, month: number, limit: number, wording: (thing: number) => string): Ranked[] {
    const ballots = section < 0 ? this.#all : this.#inSection[section]!;
    const now = this.#now.count(this.#ballots, month, ballots);
    const first = now.first(limit, () => true);
    const places = this.#before.count(this.#ballots, month - 1, ballots).places(first);
    return first.map((thing, place) => {
      const then = places[place]!;
      return rowOf(this.#things, now, thing, wording, then === null ? null : then - place - 1);
    });
  }
}

function allOf({ months }: Ballots): Int32Array {
  return Int32Array.from(months.keys());
}

/** The ballots of each section, in their order. */
function bySection({ sections }: Ballots, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let ballot = 0; ballot < sections.length; ballot++) sizes[sections[ballot]!]!++;
  const each = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let ballot = 0; ballot < sections.length; ballot++) {
    const section = sections[ballot]!;
    each[section]![sizes[section]!++] = ballot;
  }
  return each;
}

function rowOf(
  things: Things,
  standings: Standings,
  thing: number,
  wording: (thing: number) => string,
  change: number | null,
): Ranked {
  const article = things.article[thing]!;
  return {
    headline: wording(thing),
    article: article < 0 ? null : article,
    lists: standings.listsOf(thing),
    best: standings.bestOf(thing),
    change,
  };
}

/**
 * What is recommended, spread out: what the archive has before what it has not; of what it has, the best of each
 * section and story before the second of any.
 */
export function recommended(
  ballots: Ballots,
  things: Things,
  month: number,
  limit: number,
  wording: (thing: number) => string,
  groupsOf: (article: number) => { readonly section: number; readonly story: number },
): Ranked[] {
  const standing = new Standings(things.count).count(ballots, month, allOf(ballots));
  const sections = new Map<number, number>();
  const stories = new Map<number, number>();
  const chosen: number[] = [];
  let left = standing.first(limit * POOL, (thing) => things.article[thing]! >= 0);
  for (let round = 1; chosen.length < limit && left.length > 0; round++) {
    left = left.filter((thing) => {
      const { section, story } = groupsOf(things.article[thing]!);
      const inSection = sections.get(section) ?? 0;
      const inStory = story < 0 ? 0 : (stories.get(story) ?? 0);
      if (inSection >= round || inStory >= round || chosen.length >= limit) return true;
      chosen.push(thing);
      sections.set(section, inSection + 1);
      if (story >= 0) stories.set(story, inStory + 1);
      return false;
    });
  }
  const missing = limit - chosen.length;
  const absent = missing === 0 ? [] : standing.first(missing, (thing) => things.article[thing]! < 0);
  return [...chosen, ...absent].map((thing) => rowOf(things, standing, thing, wording, null));
}

/**
 * The ballots of one kind of list, one an article; lists that an article and its copies print alike are one ballot.
 *
 * @param list `RANKING` or `RECOMMENDATION`
 * @param months by article: the month of its lists
 * @param sections by article: the section that they are printed in
 * @param leads by article: the one that it is a copy of, or itself
 */
export function ballotsOf(
  columns: Columns,
  things: Things,
  list: number,
  months: Int32Array,
  sections: Int32Array,
  leads: Int32Array,
): Ballots {
  const { headlines, lengths, sites } = columns;
  const isCopied = new Uint8Array(leads.length);
  for (let i = 0; i < leads.length; i++) if (leads[i] !== i) isCopied[leads[i]!] = isCopied[i] = 1;
  const seen = new Set<string>();
  const cast = new Int32Array(leads.length);
  let count = 0;
  let length = 0;
  for (let i = 0; i < leads.length; i++) {
    const own = lengths[i * LENGTHS + list]!;
    if (own === 0) continue;
    if (isCopied[i] === 1) {
      const from = listStart(columns, i, list);
      const named = headlines.subarray(from, from + own).map((headline) => things.of[headline]!);
      const key = `${leads[i]} ${named.join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    cast[count++] = i;
    length += own;
  }
  const chosen = inOrder(inOrder(cast.subarray(0, count), months), sites);

  const named = new Int32Array(length);
  const ends = new Uint32Array(chosen.length);
  /** By thing: the last ballot that has named it. */
  const lastIn = new Int32Array(things.count).fill(-1);
  let end = 0;
  for (let ballot = 0; ballot < chosen.length; ballot++) {
    const start = end;
    const from = listStart(columns, chosen[ballot]!, list);
    const past = from + lengths[chosen[ballot]! * LENGTHS + list]!;
    for (let at = from; at < past; at++) {
      const thing = things.of[headlines[at]!]!;
      const counts = lastIn[thing] !== ballot && end - start <= LONGEST_BALLOT;
      lastIn[thing] = ballot;
      named[end++] = counts ? thing : -1;
    }
    ends[ballot] = end;
  }
  return {
    months: chosen.map((i) => months[i]!),
    sites: new Uint32Array(chosen.map((i) => sites[i]!)),
    sections: chosen.map((i) => sections[i]!),
    ends,
    things: named,
  };
}

/** Articles in the order of their values, which are whole numbers from 0 on; of equals first the one that was so. */
function inOrder(articles: Int32Array, values: Int32Array | Uint32Array): Int32Array {
  let most = 0;
  for (let k = 0; k < articles.length; k++) most = Math.max(most, values[articles[k]!]!);
  const starts = new Int32Array(most + 2);
  for (let k = 0; k < articles.length; k++) starts[values[articles[k]!]! + 1]!++;
  for (let value = 0; value < most; value++) starts[value + 1]! += starts[value]!;
  const ordered = new Int32Array(articles.length);
  for (let k = 0; k < articles.length; k++) ordered[starts[values[articles[k]!]!]!++] = articles[k]!;
  return ordered;
}
