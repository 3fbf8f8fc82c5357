import type { Article } from '../articles/types.ts';
import type { Digest, UrlPath } from '../base/brand.ts';
import {
  type Columns,
  CROSS_LINKS,
  Flag,
  LENGTHS,
  type Lists,
  listStart,
  RANKING,
  RECOMMENDATION,
  RELATED,
  startOf,
} from './columns.ts';
import { isTitleOf } from './infer.ts';
import { KEPT, NAMED, type Neighbours, sharedTerms } from './similar.ts';
import type { Since } from './since.ts';
import type { Copy, Similar, SiteArticle } from './types.ts';

/** Articles of the archive that a reader finds under every article, by the source's list or by ours. */
const ENOUGH = 5;
/** The least score of an article that is named as similar: higher than that of a tie that a story may use. */
const SIMILAR = 80;
const NONE: readonly never[] = [];

/** All that is known of the articles when each is put together; by position where nothing else is said. */
export interface Placement {
  readonly articles: readonly Article[];
  readonly columns: Columns;
  /** The articles' places in the columns. */
  readonly leads: readonly number[];
  /** By headline: the position of the article that it names, or less than 0. */
  readonly answers: Int32Array;
  readonly urls: readonly UrlPath[];
  readonly cards: readonly Digest[];
  readonly sectionOf: Int32Array;
  /** The story's position, or −1. */
  readonly storyOf: Int32Array;
  readonly copies: ReadonlyMap<number, readonly Copy[]>;
  /** The positions that the Related lists lead to. */
  readonly related: Lists;
  readonly found: Neighbours;
  /** Whether body lines that are titles become links. */
  readonly inference: boolean;
}

/** What was put together before, of what; and what has come and gone since, by position. */
export interface PlacedBefore {
  readonly placed: readonly SiteArticle[];
  readonly answers: Int32Array;
  readonly found: Neighbours;
  readonly since: Since;
}

/** Puts each article together with all that it shows. One of which nothing has become different is the object of before. */
export function placedArticles(now: Placement, before: PlacedBefore | undefined): SiteArticle[] {
  const turned = before === undefined ? null : turnedHeadlines(now, before);
  return now.articles.map((article, position) => {
    const place = before?.since.before[position] ?? -1;
    const old = place < 0 ? undefined : before!.placed[place]!;
    if (old?.article !== article) return placedArticle(now, position, similarTo(now, position));
    const similar = similarTo(now, position, before, place);
    const isSame =
      similar === old.similar &&
      old.url === now.urls[position] &&
      old.cardDigest === now.cards[position] &&
      old.section === now.sectionOf[position] &&
      (old.story ?? -1) === now.storyOf[position] &&
      areSameCopies(old.copies, now.copies.get(position) ?? NONE) &&
      (turned === null || !namesAny(now, position, turned));
    return isSame ? old : placedArticle(now, position, similar);
  });
}

function placedArticle(now: Placement, position: number, similar: readonly Similar[]): SiteArticle {
  const { columns, answers, urls, storyOf } = now;
  const article = now.articles[position]!;
  const i = now.leads[position]!;
  const list = (which: number): (UrlPath | null)[] => {
    const length = columns.lengths[i * LENGTHS + which]!;
    const from = listStart(columns, i, which);
    const found = new Array<UrlPath | null>(length);
    for (let k = 0; k < length; k++) {
      const other = answers[columns.headlines[from + k]!]!;
      found[k] = other < 0 ? null : urls[other]!;
    }
    return found;
  };
  /** Only where an item says itself where it leads is each of them looked at. */
  const items = (which: number, name: 'related' | 'ranking' | 'recommendation'): (string | null)[] => {
    const found: (string | null)[] = list(which);
    if ((columns.flags[i]! & Flag.leads) !== 0)
      article.record[name].forEach((item, k) => {
        if (typeof item !== 'string') found[k] = item.url;
      });
    return found;
  };
  return {
    article,
    url: urls[position]!,
    cardDigest: now.cards[position]!,
    section: now.sectionOf[position]!,
    related: items(RELATED, 'related'),
    ranking: items(RANKING, 'ranking'),
    recommendation: items(RECOMMENDATION, 'recommendation'),
    crossLinks: list(CROSS_LINKS),
    bareLinks: now.inference && article.bareLines.length > 0 ? bareLinksOf(now, position) : NONE,
    similar,
    story: storyOf[position]! < 0 ? null : storyOf[position]!,
    copies: now.copies.get(position) ?? NONE,
  };
}

function bareLinksOf(now: Placement, position: number): (readonly [line: string, url: string])[] {
  const { columns, answers, articles } = now;
  const from = listStart(columns, now.leads[position]!, LENGTHS);
  return articles[position]!.bareLines.flatMap((line, k) => {
    const other = answers[columns.headlines[from + k]!]!;
    const leads = other >= 0 && other !== position && isTitleOf(line, articles[other]!);
    return leads ? [[line, now.urls[other]!] as const] : [];
  });
}

/**
 * The similar articles that an article shows: the best that its list does not name, at most one of a story, as many as
 * it takes to have enough.
 *
 * @param place the article's place among those of before, or −1: what it showed there is handed back where it is the same
 */
function similarTo(
  { articles, related, found, storyOf }: Placement,
  position: number,
  before?: PlacedBefore,
  place = -1,
): readonly Similar[] {
  const enough = missingOf(related, position);
  if (enough === 0) return NONE;
  const isNamed = (other: number): boolean => isListed(related, position, other);
  const told: number[] = [];
  const chosen: Similar[] = [];
  const shown = before?.placed[place]?.similar;
  let isSame = shown !== undefined;
  for (let k = 0; k < KEPT && chosen.length < enough; k++) {
    const at = position * KEPT + k;
    const other = found.articles[at]!;
    if (other < 0 || found.scores[at]! < SIMILAR) break;
    const story = storyOf[other]!;
    if (told.includes(story) || isNamed(other)) continue;
    if (story >= 0) told.push(story);
    const old = shown?.[chosen.length];
    const then = before?.found.articles[place * KEPT + k];
    const isKnown =
      old !== undefined &&
      old.article === then &&
      before!.since.after[then] === other &&
      isSharedAsBefore(found, at, before!.found, place * KEPT + k);
    isSame &&= isKnown && then === other;
    if (isKnown) chosen.push(then === other ? old : { article: other, shared: old.shared });
    else chosen.push({ article: other, shared: sharedTerms(articles[position]!, found, at) });
  }
  return isSame && shown!.length === chosen.length ? shown! : chosen;
}

/** How many similar articles it takes for an article to have enough beside those that its list leads to. */
export function missingOf(related: Lists, position: number): number {
  let missing = ENOUGH;
  const from = startOf(related.ends, position);
  for (let k = from; k < related.ends[position]! && missing > 0; k++)
    if (!isListed(related, position, related.articles[k]!, k)) missing--;
  return missing;
}

/** Whether an article's list leads to another one, before a place in the row of all lists. */
function isListed(
  { ends, articles }: Lists,
  position: number,
  other: number,
  before = ends[position]!,
): boolean {
  for (let k = startOf(ends, position); k < before; k++) if (articles[k] === other) return true;
  return false;
}

/** Whether the terms that an article shares with a neighbour are those that it shared with one of then. */
function isSharedAsBefore(now: Neighbours, at: number, before: Neighbours, place: number): boolean {
  for (let t = 0; t < NAMED; t++)
    if (now.shared[at * NAMED + t] !== before.shared[place * NAMED + t]) return false;
  return true;
}

/** By headline: 1 where it leads elsewhere than before, or to an article that is another; null where none does. */
function turnedHeadlines(
  { answers, urls }: Placement,
  { answers: then, placed, since }: PlacedBefore,
): Uint8Array | null {
  const turned = new Uint8Array(answers.length);
  let isAny = false;
  for (let headline = 0; headline < answers.length; headline++) {
    const position = answers[headline]!;
    const before = then[headline] ?? -1;
    if (position < 0 && before < 0) continue;
    if (before >= 0 && since.before[position] === before && placed[before]!.url === urls[position]) continue;
    turned[headline] = 1;
    isAny = true;
  }
  return isAny ? turned : null;
}

/** Whether an article names one of the headlines marked. */
function namesAny({ columns, leads }: Placement, position: number, marked: Uint8Array): boolean {
  const i = leads[position]!;
  for (let at = listStart(columns, i, RELATED); at < columns.headlineEnds[i]!; at++)
    if (marked[columns.headlines[at]!] === 1) return true;
  return false;
}

function areSameCopies(one: readonly Copy[], other: readonly Copy[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ siteName, date, section, url, source }, k) => {
      const its = other[k]!;
      return (
        siteName === its.siteName &&
        date === its.date &&
        section === its.section &&
        url === its.url &&
        source === its.source
      );
    })
  );
}
