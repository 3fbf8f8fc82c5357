import type { Article } from '../articles/types.ts';
import type { Digest, UrlPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { hashText, type Lanes } from '../base/hash.ts';
import {
  type Columns,
  CROSS_LINKS,
  Flag,
  LENGTHS,
  LISTS,
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
import type { Copy, Links, Section, SiteArticle, Story } from './types.ts';

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
  readonly sections: readonly Section[];
  readonly sectionOf: Int32Array;
  readonly stories: readonly Story[];
  /** The story's position, or −1. */
  readonly storyOf: Int32Array;
  readonly copies: ReadonlyMap<number, readonly Copy[]>;
  /** The positions that the Related lists lead to. */
  readonly related: Lists;
  readonly found: Neighbours;
  /** Whether body lines that are titles become links. */
  readonly inference: boolean;
}

/** What is remembered of a placement that nothing else remembers. */
export interface PlacedMemo {
  /** By position: `SiteArticle.digest`. */
  readonly digests: readonly string[];
  /** By position: the story's position, or −1; and by story two lanes of what it is called. */
  readonly storyOf: Int32Array;
  readonly stories: Uint32Array;
  readonly inference: boolean;
}

/** A placement of before, and what has come and gone since, by position. */
export interface PlacedBefore {
  readonly memo: PlacedMemo;
  readonly since: Since;
  readonly answers: Int32Array;
  readonly found: Neighbours;
  /** Whether the card of an article, by position now, is that of then; and whether it had copies then. */
  readonly isCardSame: (position: number) => boolean;
  readonly hadCopies: (position: number) => boolean;
}

/**
 * Puts each article together with all that it shows. Of most of them nobody will ask where their headlines lead, because their
 * pages are as they were: what tells that is reckoned here from numbers, and the texts are looked up when asked for.
 *
 * @param before saves the reckoning for those that show what they showed
 */
export function placedArticles(
  now: Placement,
  before?: PlacedBefore,
): { readonly articles: SiteArticle[]; readonly memo: PlacedMemo } {
  const storyLanes = lanesOf(now.stories.map(({ title, url }) => `${title} ${url}`));
  const isTold =
    before !== undefined && before.memo.inference === now.inference
      ? toBeTold(now, storyLanes, before)
      : null;
  const then = before?.since.before;
  let tell: ((position: number) => Digest) | undefined;
  const digests = now.articles.map((_, position) => {
    if (isTold !== null && isTold[position] === 0) return before!.memo.digests[then![position]!] as Digest;
    tell ??= telling(now, storyLanes);
    return tell(position);
  });
  // A page asks twice, for its body and for its lists.
  let last = { position: -1, links: NO_LINKS };
  const links = (position: number): Links => {
    if (position !== last.position) last = { position, links: linksOf(now, position) };
    return last.links;
  };
  const articles = now.articles.map((article, position) => ({
    article,
    url: now.urls[position]!,
    cardDigest: now.cards[position]!,
    digest: digests[position]!,
    section: now.sectionOf[position]!,
    story: now.storyOf[position]! < 0 ? null : now.storyOf[position]!,
    copies: now.copies.get(position) ?? NONE,
    links: () => links(position),
  }));
  const { storyOf, inference } = now;
  return { articles, memo: { digests, storyOf, stories: storyLanes, inference } };
}

/** By position 1 where an article may show something else of the others than it did; see `telling`. */
function toBeTold(now: Placement, storyLanes: Uint32Array, before: PlacedBefore): Uint8Array {
  const { columns, leads, answers, found } = now;
  const { since, found: foundThen } = before;
  const then = since.before;
  const count = leads.length;
  const isTold = new Uint8Array(count);
  const hasMoved = inOtherStories(now, storyLanes, before);
  /** What others show of an article may be other: it itself, its card, which story it is of. */
  const isOther = hasMoved.slice();
  for (let i = 0; i < count; i++) {
    if (then[i]! < 0 || !before.isCardSame(i)) isTold[i] = isOther[i] = 1;
    if (hasMoved[i] === 1 || now.copies.has(i) || before.hadCopies(i)) isTold[i] = 1;
  }
  // Who stands beside another one in a story.
  for (const { articles: members } of now.stories)
    for (let k = 0; k < members.length; k++)
      if (isOther[members[k]!] === 1) {
        if (k > 0) isTold[members[k - 1]!] = 1;
        if (k + 1 < members.length) isTold[members[k + 1]!] = 1;
      }
  // Who has others for neighbours, or the same of which one is not what it was.
  for (let i = 0; i < count; i++) {
    if (isTold[i] === 1) continue;
    const place = then[i]! * KEPT;
    for (let k = 0; k < KEPT; k++) {
      const other = found.articles[i * KEPT + k]!;
      const otherThen = foundThen.articles[place + k]!;
      if (other < 0 && otherThen < 0) break;
      if (
        other < 0 ||
        otherThen < 0 ||
        then[other] !== otherThen ||
        isOther[other] === 1 ||
        found.scores[i * KEPT + k] !== foundThen.scores[place + k] ||
        !areNamedAlike(found.shared, (i * KEPT + k) * NAMED, foundThen.shared, (place + k) * NAMED)
      ) {
        isTold[i] = 1;
        break;
      }
    }
  }
  // Who names a headline that leads elsewhere.
  const leadsElsewhere = new Uint8Array(answers.length);
  let any = false;
  for (let headline = 0; headline < answers.length; headline++) {
    const other = answers[headline]!;
    const otherThen = headline < before.answers.length ? before.answers[headline]! : -1;
    if (other < 0 ? otherThen < 0 : otherThen >= 0 && then[other] === otherThen) continue;
    leadsElsewhere[headline] = 1;
    any = true;
  }
  if (!any) return isTold;
  for (let i = 0; i < count; i++) {
    const end = columns.headlineEnds[leads[i]!]!;
    for (let at = startOf(columns.headlineEnds, leads[i]!) + LISTS; at < end; at++)
      if (leadsElsewhere[columns.headlines[at]!] === 1) isTold[i] = 1;
  }
  return isTold;
}

function areNamedAlike(one: Uint8Array, at: number, other: Uint8Array, otherAt: number): boolean {
  for (let t = 0; t < NAMED; t++) if (one[at + t] !== other[otherAt + t]) return false;
  return true;
}

/** By position 1 where an article is in a story that is called otherwise or has other members, or is in none any more. */
function inOtherStories(
  { stories, storyOf }: Placement,
  storyLanes: Uint32Array,
  { memo, since }: PlacedBefore,
): Uint8Array {
  const then = since.before;
  const sizes = new Int32Array(memo.stories.length / 2);
  for (let i = 0; i < memo.storyOf.length; i++) if (memo.storyOf[i]! >= 0) sizes[memo.storyOf[i]!]!++;
  const isOther = new Uint8Array(storyOf.length);
  for (let i = 0; i < storyOf.length; i++)
    if (storyOf[i]! < 0 && then[i]! >= 0 && memo.storyOf[then[i]!]! >= 0) isOther[i] = 1;
  for (let story = 0; story < stories.length; story++) {
    const { articles: members } = stories[story]!;
    const first = then[members[0]!]!;
    const storyThen = first < 0 ? -1 : memo.storyOf[first]!;
    let isSame =
      storyThen >= 0 &&
      sizes[storyThen] === members.length &&
      storyLanes[story * 2] === memo.stories[storyThen * 2] &&
      storyLanes[story * 2 + 1] === memo.stories[storyThen * 2 + 1];
    for (let k = 0; k < members.length && isSame; k++)
      isSame = then[members[k]!]! >= 0 && memo.storyOf[then[members[k]!]!] === storyThen;
    if (!isSame) for (const member of members) isOther[member] = 1;
  }
  return isOther;
}

const NO_LINKS: Links = {
  related: NONE,
  ranking: NONE,
  recommendation: NONE,
  crossLinks: NONE,
  bareLinks: NONE,
  similar: NONE,
};

/** The digest of what an article shows of the others, by its position; everything that `SiteArticle.digest` says. */
function telling(now: Placement, storyLanes: Uint32Array): (position: number) => Digest {
  const { articles, columns, leads, answers, urls, cards, sections, sectionOf, stories, storyOf } = now;
  const addresses = new LanesWhenAsked(urls);
  const cardLanes = new LanesWhenAsked(cards);
  const sectionLanes = lanesOf(sections.map(({ name, url }) => `${name} ${url}`));
  const places = new Int32Array(articles.length);
  for (const story of stories)
    for (let place = 0; place < story.articles.length; place++) places[story.articles[place]!] = place;

  let row = new Uint32Array(1 << 10);
  let used = 0;
  const push = (lanes: Uint32Array, at: number): void => {
    if (used + 2 > row.length) {
      const longer = new Uint32Array(row.length * 2);
      longer.set(row);
      row = longer;
    }
    row[used++] = lanes[at * 2]!;
    row[used++] = lanes[at * 2 + 1]!;
  };
  const number = Uint32Array.of(0, 0);
  const pushNumber = (value: number): void => {
    number[0] = value;
    push(number, 0);
  };
  const pushText = (text: string): void => push(lanesOf([text]), 0);

  return (position) => {
    const i = leads[position]!;
    used = 0;
    push(cardLanes.with(position), position);
    push(sectionLanes, sectionOf[position]!);
    // How many headlines each list has is part of the article's own digest.
    const end = listStart(columns, i, LENGTHS);
    for (let at = listStart(columns, i, RELATED); at < end; at++) {
      const other = answers[columns.headlines[at]!]!;
      if (other < 0) pushNumber(0);
      else push(addresses.with(other), other);
    }
    if (now.inference && articles[position]!.bareLines.length > 0)
      pushText(JSON.stringify(bareLinksOf(now, position)));
    const similar = similarAt(now, position);
    pushNumber(similar.length);
    for (const at of similar) {
      push(cardLanes.with(now.found.articles[at]!), now.found.articles[at]!);
      for (let t = 0; t < NAMED; t++) pushNumber(now.found.shared[at * NAMED + t]!);
    }
    const story = storyOf[position]!;
    pushNumber(story < 0 ? 0 : 1);
    if (story >= 0) {
      push(storyLanes, story);
      for (const beside of [places[position]! - 1, places[position]! + 1]) {
        const other = stories[story]!.articles[beside];
        if (other === undefined) pushNumber(0);
        else push(cardLanes.with(other), other);
      }
    }
    const copies = now.copies.get(position);
    if (copies !== undefined) pushText(JSON.stringify(copies));
    return digestOf(new Uint8Array(row.buffer, 0, used * 4));
  };
}

/** Two lanes a text, of those texts that were asked for: where most articles are as they were these are few. */
class LanesWhenAsked {
  readonly #texts: readonly string[];
  readonly #all: Uint32Array;
  readonly #lanes: Lanes = { lo: 0, hi: 0 };

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#all = new Uint32Array(texts.length * 2);
  }

  /** The lanes, with those of this text among them. */
  with(at: number): Uint32Array {
    const all = this.#all;
    // The second lane of a text is odd.
    if (all[at * 2 + 1] === 0) {
      hashText(this.#texts[at]!, this.#lanes);
      all[at * 2] = this.#lanes.lo;
      all[at * 2 + 1] = this.#lanes.hi;
    }
    return all;
  }
}

/** Two lanes a text. */
function lanesOf(texts: readonly string[]): Uint32Array {
  const all = new Uint32Array(texts.length * 2);
  const lanes: Lanes = { lo: 0, hi: 0 };
  for (let i = 0; i < texts.length; i++) {
    hashText(texts[i]!, lanes);
    all[i * 2] = lanes.lo;
    all[i * 2 + 1] = lanes.hi;
  }
  return all;
}

function linksOf(now: Placement, position: number): Links {
  const { columns, answers, urls, found } = now;
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
    related: items(RELATED, 'related'),
    ranking: items(RANKING, 'ranking'),
    recommendation: items(RECOMMENDATION, 'recommendation'),
    crossLinks: list(CROSS_LINKS),
    bareLinks: now.inference && article.bareLines.length > 0 ? bareLinksOf(now, position) : NONE,
    similar: similarAt(now, position).map((at) => ({
      article: found.articles[at]!,
      shared: sharedTerms(article, found, at),
    })),
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
 * The similar articles that an article shows, by their places among the neighbours: the best that its list does not name, at
 * most one of a story, as many as it takes to have enough.
 */
function similarAt({ related, found, storyOf }: Placement, position: number): readonly number[] {
  const enough = missingOf(related, position);
  if (enough === 0) return NONE;
  const told: number[] = [];
  const chosen: number[] = [];
  for (let at = position * KEPT; at < (position + 1) * KEPT && chosen.length < enough; at++) {
    const other = found.articles[at]!;
    if (other < 0 || found.scores[at]! < SIMILAR) break;
    const story = storyOf[other]!;
    if (told.includes(story) || isListed(related, position, other)) continue;
    if (story >= 0) told.push(story);
    chosen.push(at);
  }
  return chosen;
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
