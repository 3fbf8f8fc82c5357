import type { Article } from '../articles/types.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import { type Columns, LISTS } from './columns.ts';
import { Form, FORM_LANES } from './headlines.ts';
import type { Ranked } from './types.ts';

/** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): a place p is worth 1 / (60 + p). */
const K = 60;
/** After so many months a vote is worth half. */
const HALF_LIFE = 3;
/** Votes are whole numbers, so that their sum is the same in any order: the first place of this month is 2^36 / 61. */
const UNIT = 2 ** 36;

/** How many places are shown. */
export const RANKED = 100;
export const RANKED_IN_SECTION = 30;

/** One article's list, as a ballot. */
export interface Ballot {
  /** Month of the article's printed date; see `monthOf`. */
  readonly month: number;
  readonly site: number;
  readonly section: number;
  /** What it names, best first: numbers of `Things`. */
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
  const { rows, headlines, forms } = columns;
  const of = new Int32Array(headlines).fill(-1);
  const article: number[] = [];
  const headline: number[] = [];
  const byArticle = new Map<number, number>();
  const byText = new LaneTable(headlines);
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

/** The standing of a thing. */
export interface Standing {
  readonly thing: number;
  readonly score: number;
  readonly lists: number;
  readonly best: number;
}

/**
 * Aggregates ballots by reciprocal rank fusion. A site has one vote a month for each thing, the best place it gives
 * it in that month's lists, however many pages print the list; a vote is worth half after three months. Ties: more
 * lists, then the better best place, then the thing printed earlier in the archive.
 *
 * @param until the month taken as this month; later ballots do not count
 */
export function standings(ballots: readonly Ballot[], things: number, until: number): Standing[] {
  // Ballots by site and month: in each group a thing counts once, with its best place.
  const groups = new Map<number, Ballot[]>();
  for (const ballot of ballots) {
    if (ballot.month > until) continue;
    const key = ballot.site * 65_536 + ballot.month;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [ballot]);
    else group.push(ballot);
  }
  const scores = new Float64Array(things);
  const lists = new Int32Array(things);
  const best = new Int32Array(things);
  const inGroup = new Int32Array(things);
  const touched: number[] = [];
  for (const group of groups.values()) {
    const decay = 2 ** (-(until - group[0]!.month) / HALF_LIFE);
    touched.length = 0;
    for (const ballot of group) {
      ballot.things.forEach((thing, place) => {
        // A list that names a thing twice names it once, at its better place.
        if (ballot.things.indexOf(thing) !== place) return;
        lists[thing]!++;
        if (best[thing] === 0 || place + 1 < best[thing]!) best[thing] = place + 1;
        if (inGroup[thing] === 0) touched.push(thing);
        if (inGroup[thing] === 0 || place + 1 < inGroup[thing]!) inGroup[thing] = place + 1;
      });
    }
    for (const thing of touched) {
      scores[thing]! += Math.floor((UNIT / (K + inGroup[thing]!)) * decay);
      inGroup[thing] = 0;
    }
  }
  const standing: Standing[] = [];
  for (let thing = 0; thing < things; thing++)
    if (lists[thing]! > 0)
      standing.push({ thing, score: scores[thing]!, lists: lists[thing]!, best: best[thing]! });
  return standing.sort(
    (a, b) => b.score - a.score || b.lists - a.lists || a.best - b.best || a.thing - b.thing,
  );
}

/** The first `limit` rows of a ranking, with what has changed since the month before. */
export function ranked(
  ballots: readonly Ballot[],
  things: Things,
  month: number,
  limit: number,
  wording: (thing: number) => string,
): Ranked[] {
  const before = new Map(
    standings(ballots, things.count, month - 1).map(({ thing }, place) => [thing, place + 1]),
  );
  return standings(ballots, things.count, month)
    .slice(0, limit)
    .map(({ thing, lists, best }, place) => {
      const then = before.get(thing);
      const article = things.article[thing]!;
      return {
        headline: wording(thing),
        article: article < 0 ? null : article,
        lists,
        best,
        change: then === undefined ? null : then - place - 1,
      };
    });
}

/**
 * What is recommended, spread out: what the archive has before what it has not; of what it has, the best of each
 * section and story before the second of any.
 */
export function recommended(
  ballots: readonly Ballot[],
  things: Things,
  month: number,
  limit: number,
  wording: (thing: number) => string,
  groupsOf: (article: number) => { readonly section: number; readonly story: number },
): Ranked[] {
  const all = standings(ballots, things.count, month);
  const here = all.filter(({ thing }) => things.article[thing]! >= 0);
  const sections = new Map<number, number>();
  const stories = new Map<number, number>();
  const chosen: Standing[] = [];
  // Sections are few: past the first two rounds only the stories keep the list apart.
  let left = here.slice(0, limit * 20);
  for (let round = 1; chosen.length < limit && left.length > 0; round++) {
    left = left.filter((standing) => {
      const { section, story } = groupsOf(things.article[standing.thing]!);
      const inSection = sections.get(section) ?? 0;
      const inStory = story < 0 ? 0 : (stories.get(story) ?? 0);
      if (inSection >= round || inStory >= round || chosen.length >= limit) return true;
      chosen.push(standing);
      sections.set(section, inSection + 1);
      if (story >= 0) stories.set(story, inStory + 1);
      return false;
    });
  }
  const absent = all.filter(({ thing }) => things.article[thing]! < 0);
  return [...chosen, ...absent].slice(0, limit).map(({ thing, lists, best }) => ({
    headline: wording(thing),
    article: things.article[thing]! < 0 ? null : things.article[thing]!,
    lists,
    best,
    change: null,
  }));
}

/** The ballots of one kind of list, one an article. */
export function ballotsOf(
  articles: readonly Article[],
  columns: Columns,
  things: Things,
  list: 'ranking' | 'recommendation',
  months: (article: number) => number,
  sections: (article: number) => number,
  leads: Int32Array,
): Ballot[] {
  const sites = new Map<string | null, number>();
  const ballots: Ballot[] = [];
  /** Lists that an article and its copies print alike are one ballot. */
  const seen = new Set<string>();
  const isCopied = new Uint8Array(articles.length);
  leads.forEach((lead, i) => {
    if (lead !== i) {
      isCopied[lead] = 1;
      isCopied[i] = 1;
    }
  });
  articles.forEach(({ record }, i) => {
    const length = record[list].length;
    if (length === 0) return;
    const from =
      (i === 0 ? 0 : columns.rowEnds[i - 1]!) +
      LISTS +
      record.related.length +
      (list === 'ranking' ? 0 : record.ranking.length);
    const named = new Int32Array(length);
    for (let place = 0; place < length; place++) named[place] = things.of[columns.rows[from + place]!]!;
    if (isCopied[i] === 1) {
      const key = `${leads[i]} ${named.join(' ')}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    let site = sites.get(record.siteName);
    if (site === undefined) {
      site = sites.size;
      sites.set(record.siteName, site);
    }
    ballots.push({ month: months(i), site, section: sections(i), things: named });
  });
  return ballots;
}
