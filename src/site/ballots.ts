import type { Article } from '../articles/types.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import { type Columns, LISTS, startOf } from './columns.ts';
import { Form, FORM_LANES } from './headlines.ts';
import type { Ranked } from './types.ts';

/** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): a place p is worth 1 / (60 + p). */
const K = 60;
/** After so many months a vote is worth half. */
const HALF_LIFE = 3;
/** Votes are whole numbers, so that their sum is the same in any order: the first place of this month is 2^36 / 61. */
const UNIT = 2 ** 36;

/** Of how many times as many the recommended ones are chosen. */
const POOL = 10;

/** How many places are shown. */
export const RANKED = 100;
export const RANKED_IN_SECTION = 30;

/** Ballots, one an article's list; in the order of site and month, so that what one site said in a month lies together. */
export interface Ballots {
  /** Months as `monthOf` counts them. */
  readonly months: Int32Array;
  readonly sites: Int32Array;
  readonly sections: Int32Array;
  /** Where the things of each ballot end. */
  readonly ends: Int32Array;
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
  const byArticle = new Map<number, number>();
  const byText = new LaneTable(count);
  // In the order in which they are printed, oldest article first: so nothing depends on how headlines are numbered.
  for (const printed of rows) {
    if (of[printed] !== -1) continue;
    const position = answers[printed]!;
    const at = printed * FORM_LANES + Form.bare;
    let thing = position >= 0 ? (byArticle.get(position) ?? NOBODY) : byText.get(forms[at]!, forms[at + 1]!);
    if (thing === NOBODY) {
      thing = article.length;
      article.push(position >= 0 ? position : -1);
      headline.push(printed);
      if (position >= 0) byArticle.set(position, thing);
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
interface Standings {
  readonly scores: Float64Array;
  readonly lists: Int32Array;
  readonly best: Int32Array;
}

/**
 * Aggregates ballots by reciprocal rank fusion. A site has one vote a month for each thing, the best place it gives
 * it in that month's lists, however many pages print the list; a vote is worth half after three months.
 *
 * @param until the month taken as this month; later ballots do not count
 * @param section of which the ballots count; −1 for all
 */
function standings(ballots: Ballots, things: number, until: number, section: number): Standings {
  const { months, sites, sections, ends, things: named } = ballots;
  const scores = new Float64Array(things);
  const lists = new Int32Array(things);
  const best = new Int32Array(things);
  /** The best place of a thing in the group at hand: one site's ballots of one month. */
  const inGroup = new Int32Array(things);
  const touched: number[] = [];
  for (let ballot = 0; ballot < months.length; ballot++) {
    const month = months[ballot]!;
    if (month <= until && (section < 0 || sections[ballot] === section)) {
      const from = ballot === 0 ? 0 : ends[ballot - 1]!;
      for (let at = from; at < ends[ballot]!; at++) {
        const thing = named[at]!;
        if (thing < 0) continue;
        const place = at - from + 1;
        lists[thing]!++;
        if (best[thing] === 0 || place < best[thing]!) best[thing] = place;
        const held = inGroup[thing]!;
        if (held === 0) touched.push(thing);
        if (held === 0 || place < held) inGroup[thing] = place;
      }
    }
    if (sites[ballot + 1] === sites[ballot] && months[ballot + 1] === month) continue;
    const decay = 2 ** (-(until - month) / HALF_LIFE);
    for (const thing of touched) {
      scores[thing]! += Math.floor((UNIT / (K + inGroup[thing]!)) * decay);
      inGroup[thing] = 0;
    }
    touched.length = 0;
  }
  return { scores, lists, best };
}

/** Whether one thing stands before another. Ties: more lists, then the better best place, then printed earlier. */
function stands({ scores, lists, best }: Standings, one: number, other: number): boolean {
  if (scores[one] !== scores[other]) return scores[one]! > scores[other]!;
  if (lists[one] !== lists[other]) return lists[one]! > lists[other]!;
  return best[one] === best[other] ? one < other : best[one]! < best[other]!;
}

/** The first things of a standing, best first; only those that `isMeant`. */
function firstOf(standing: Standings, limit: number, isMeant: (thing: number) => boolean): number[] {
  const { lists } = standing;
  const first: number[] = [];
  for (let thing = 0; thing < lists.length; thing++) {
    if (lists[thing] === 0 || !isMeant(thing)) continue;
    if (first.length === limit && stands(standing, first[limit - 1]!, thing)) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stands(standing, first[middle]!, thing)) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, thing);
    if (first.length > limit) first.pop();
  }
  return first;
}

/** The place of each of the things, from 1. */
function placesOf(standing: Standings, things: readonly number[]): number[] {
  const { lists, scores } = standing;
  const counted: number[] = [];
  for (let thing = 0; thing < lists.length; thing++) if (lists[thing]! > 0) counted.push(thing);
  const sorted = Float64Array.from(counted, (thing) => scores[thing]!).sort();
  return things.map((thing) => {
    const score = scores[thing]!;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= score) low = middle + 1;
      else high = middle;
    }
    let before = sorted.length - low;
    // Those that stand level in score have to be told apart.
    if (sorted[low - 2] === score)
      for (const other of counted) if (scores[other] === score && stands(standing, other, thing)) before++;
    return before + 1;
  });
}

/** The first `limit` rows of a ranking, with what has changed since the month before. */
export function ranked(
  ballots: Ballots,
  things: Things,
  month: number,
  section: number,
  limit: number,
  wording: (thing: number) => string,
): Ranked[] {
  const standing = standings(ballots, things.count, month, section);
  const first = firstOf(standing, limit, () => true);
  const before = standings(ballots, things.count, month - 1, section);
  const places = placesOf(before, first);
  return first.map((thing, place) =>
    rowOf(things, standing, thing, wording, before.lists[thing] === 0 ? null : places[place]! - place - 1),
  );
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
  const standing = standings(ballots, things.count, month, -1);
  const sections = new Map<number, number>();
  const stories = new Map<number, number>();
  const chosen: number[] = [];
  let left = firstOf(standing, limit * POOL, (thing) => things.article[thing]! >= 0);
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
  const absent = missing === 0 ? [] : firstOf(standing, missing, (thing) => things.article[thing]! < 0);
  return [...chosen, ...absent].map((thing) => rowOf(things, standing, thing, wording, null));
}

/** The ballots of one kind of list, one an article; lists that an article and its copies print alike are one ballot. */
export function ballotsOf(
  articles: readonly Article[],
  columns: Columns,
  things: Things,
  list: 'ranking' | 'recommendation',
  monthsOf: (article: number) => number,
  sectionsOf: (article: number) => number,
  leads: Int32Array,
): Ballots {
  const isCopied = new Uint8Array(articles.length);
  leads.forEach((lead, i) => {
    if (lead !== i) isCopied[lead] = isCopied[i] = 1;
  });
  const siteNumbers = new Map<string | null, number>();
  const seen = new Set<string>();
  const chosen: number[] = [];
  const keys = new Float64Array(articles.length);
  let length = 0;
  articles.forEach(({ record }, i) => {
    if (record[list].length === 0) return;
    let site = siteNumbers.get(record.siteName);
    if (site === undefined) {
      site = siteNumbers.size;
      siteNumbers.set(record.siteName, site);
    }
    if (isCopied[i] === 1) {
      const key = `${leads[i]} ${namedBy(articles, columns, things, list, i).join(' ')}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    keys[i] = site * 2 ** 20 + monthsOf(i);
    chosen.push(i);
    length += record[list].length;
  });
  chosen.sort((a, b) => keys[a]! - keys[b]! || a - b);

  const named = new Int32Array(length);
  const ends = new Int32Array(chosen.length);
  let end = 0;
  chosen.forEach((i, ballot) => {
    const from = end;
    for (const thing of namedBy(articles, columns, things, list, i)) {
      let again = false;
      for (let at = from; at < end && !again; at++) again = named[at] === thing;
      named[end++] = again ? -1 : thing;
    }
    ends[ballot] = end;
  });
  return {
    months: Int32Array.from(chosen, monthsOf),
    sites: Int32Array.from(chosen, (i) => Math.floor(keys[i]! / 2 ** 20)),
    sections: Int32Array.from(chosen, sectionsOf),
    ends,
    things: named,
  };
}

/** What a list of an article names. */
function namedBy(
  articles: readonly Article[],
  { headlines, headlineEnds }: Columns,
  things: Things,
  list: 'ranking' | 'recommendation',
  i: number,
): Int32Array {
  const { record } = articles[i]!;
  const from =
    startOf(headlineEnds, i) +
    LISTS +
    record.related.length +
    (list === 'ranking' ? 0 : record.ranking.length);
  const named = new Int32Array(record[list].length);
  for (let place = 0; place < named.length; place++) named[place] = things.of[headlines[from + place]!]!;
  return named;
}
