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

/** How things stand: by thing, its score, how many lists name it and its best place. */
class Standings {
  /** The things that any list names: the first `#names` of these. */
  readonly #named: Int32Array;
  #names = 0;
  readonly scores: Float64Array;
  readonly lists: Int32Array;
  readonly best: Int32Array;
  /** The best place of a thing in the group at hand: one site's ballots of one month. */
  readonly #inGroup: Int32Array;
  readonly #group: Int32Array;
  #grouped = 0;

  constructor(things: number) {
    this.scores = new Float64Array(things);
    this.lists = new Int32Array(things);
    this.best = new Int32Array(things);
    this.#inGroup = new Int32Array(things);
    this.#named = new Int32Array(things);
    this.#group = new Int32Array(things);
  }

  /**
   * Aggregates ballots by reciprocal rank fusion. A site has one vote a month for each thing, the best place it gives
   * it in that month's lists, however many pages print the list; a vote is worth half after three months.
   *
   * @param until the month taken as this month; later ballots do not count
   * @param section of which the ballots count; −1 for all
   */
  count({ months, sites, sections, ends, things }: Ballots, until: number, section: number): this {
    this.#clear();
    const { lists, best } = this;
    const inGroup = this.#inGroup;
    for (let ballot = 0; ballot < months.length; ballot++) {
      const month = months[ballot]!;
      if (month <= until && (section < 0 || sections[ballot] === section)) {
        const from = startOf(ends, ballot);
        for (let at = from; at < ends[ballot]!; at++) {
          const thing = things[at]!;
          if (thing < 0) continue;
          const place = at - from + 1;
          if (lists[thing]!++ === 0) this.#named[this.#names++] = thing;
          if (best[thing] === 0 || place < best[thing]!) best[thing] = place;
          const held = inGroup[thing]!;
          if (held === 0) this.#group[this.#grouped++] = thing;
          if (held === 0 || place < held) inGroup[thing] = place;
        }
      }
      if (sites[ballot + 1] !== sites[ballot] || months[ballot + 1] !== month) this.#vote(until - month);
    }
    return this;
  }

  /** Adds the votes of a group that is so many months old. */
  #vote(age: number): void {
    const decay = 2 ** (-age / HALF_LIFE);
    for (let k = 0; k < this.#grouped; k++) {
      const thing = this.#group[k]!;
      this.scores[thing]! += Math.floor((UNIT / (K + this.#inGroup[thing]!)) * decay);
      this.#inGroup[thing] = 0;
    }
    this.#grouped = 0;
  }

  #clear(): void {
    for (let k = 0; k < this.#names; k++) {
      const thing = this.#named[k]!;
      this.scores[thing] = this.lists[thing] = this.best[thing] = 0;
    }
    this.#names = 0;
  }

  /** Whether one thing stands before another. Ties: more lists, then the better best place, then printed earlier. */
  isBefore(one: number, other: number): boolean {
    const { scores, lists, best } = this;
    if (scores[one] !== scores[other]) return scores[one]! > scores[other]!;
    if (lists[one] !== lists[other]) return lists[one]! > lists[other]!;
    return best[one] === best[other] ? one < other : best[one]! < best[other]!;
  }

  /** The first things, best first; only those that `isMeant`. */
  first(limit: number, isMeant: (thing: number) => boolean): number[] {
    const first: number[] = [];
    for (let k = 0; k < this.#names; k++) {
      const thing = this.#named[k]!;
      if (!isMeant(thing) || (first.length === limit && this.isBefore(first[limit - 1]!, thing))) continue;
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
    const { scores, lists } = this;
    const named = this.#named.subarray(0, this.#names);
    const sorted = new Float64Array(named.length);
    for (let k = 0; k < named.length; k++) sorted[k] = scores[named[k]!]!;
    sorted.sort();
    return things.map((thing) => {
      if (lists[thing] === 0) return null;
      const score = scores[thing]!;
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! <= score) low = middle + 1;
        else high = middle;
      }
      let before = sorted.length - low;
      // Those that stand level in score have to be told apart.
      if (sorted[low - 2] === score)
        for (const other of named) if (scores[other] === score && this.isBefore(other, thing)) before++;
      return before + 1;
    });
  }
}

/** Rankings from the same ballots. */
export class Rankings {
  readonly #ballots: Ballots;
  readonly #things: Things;
  readonly #now: Standings;
  readonly #before: Standings;

  constructor(ballots: Ballots, things: Things) {
    this.#ballots = ballots;
    this.#things = things;
    this.#now = new Standings(things.count);
    this.#before = new Standings(things.count);
  }

  /** The first `limit` rows of a section's ranking (−1: of the whole one), with the change since the month before. */
  of(section: number, month: number, limit: number, wording: (thing: number) => string): Ranked[] {
    const now = this.#now.count(this.#ballots, month, section);
    const first = now.first(limit, () => true);
    const places = this.#before.count(this.#ballots, month - 1, section).places(first);
    return first.map((thing, place) => {
      const then = places[place]!;
      return rowOf(this.#things, now, thing, wording, then === null ? null : then - place - 1);
    });
  }
}

function rowOf(
  things: Things,
  { lists, best }: Standings,
  thing: number,
  wording: (thing: number) => string,
  change: number | null,
): Ranked {
  const article = things.article[thing]!;
  return {
    headline: wording(thing),
    article: article < 0 ? null : article,
    lists: lists[thing]!,
    best: best[thing]!,
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
  const standing = new Standings(things.count).count(ballots, month, -1);
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
 */
export function ballotsOf(
  columns: Columns,
  things: Things,
  list: number,
  monthsOf: (article: number) => number,
  sectionsOf: (article: number) => number,
  leads: Int32Array,
): Ballots {
  const { headlines, lengths, sites } = columns;
  const isCopied = new Uint8Array(leads.length);
  leads.forEach((lead, i) => {
    if (lead !== i) isCopied[lead] = isCopied[i] = 1;
  });
  const lengthOf = (i: number): number => lengths[i * LENGTHS + list]!;
  const seen = new Set<string>();
  const chosen: number[] = [];
  const keys = new Float64Array(leads.length);
  let length = 0;
  for (let i = 0; i < leads.length; i++) {
    if (lengthOf(i) === 0) continue;
    if (isCopied[i] === 1) {
      const from = listStart(columns, i, list);
      const named = headlines.subarray(from, from + lengthOf(i)).map((headline) => things.of[headline]!);
      const key = `${leads[i]} ${named.join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    keys[i] = sites[i]! * 2 ** 20 + monthsOf(i);
    chosen.push(i);
    length += lengthOf(i);
  }
  chosen.sort((a, b) => keys[a]! - keys[b]! || a - b);

  const named = new Int32Array(length);
  const ends = new Uint32Array(chosen.length);
  let end = 0;
  chosen.forEach((i, ballot) => {
    const start = end;
    const from = listStart(columns, i, list);
    for (let at = from; at < from + lengthOf(i); at++) {
      const thing = things.of[headlines[at]!]!;
      let again = end - start > LONGEST_BALLOT;
      for (let before = start; before < end && !again; before++) again = named[before] === thing;
      named[end++] = again ? -1 : thing;
    }
    ends[ballot] = end;
  });
  return {
    months: Int32Array.from(chosen, monthsOf),
    sites: Uint32Array.from(chosen, (i) => sites[i]!),
    sections: Int32Array.from(chosen, sectionsOf),
    ends,
    things: named,
  };
}
