import type { Article } from '../articles/types.ts';
import type { Digest, UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import {
  type Addresses,
  type AddressMemo,
  addresses,
  type Sections,
  sectionsOf,
  settingsOf,
  sharedAddresses,
  uselessAliases,
} from './addresses.ts';
import { answersOf } from './answers.ts';
import {
  type Columns,
  columnsMemo,
  columnsOf,
  Flag,
  headlineOf,
  LENGTHS,
  type Lists,
  listStart,
  RELATED,
} from './columns.ts';
import { copiesOf } from './copies.ts';
import { calendar, monthOf } from './moments.ts';
import { missingOf, placedArticles } from './placed.ts';
import { neighbours } from './similar.ts';
import { sinceAmong, sinceThen } from './since.ts';
import { type StandingsBefore, standingsOf } from './standings.ts';
import { storiesOf } from './stories.ts';
import type { Copy, LinkMemo, Site } from './types.ts';

export { headlineOf };

/** The most liked articles that are named. */
const MOST_LIKED = 30;

/** What else is at hand in the process that a memo was made in: what is the same is not made again. */
interface Last {
  readonly shown: readonly Article[];
  readonly placed: Addresses;
  /** By position: the paths of sections. */
  readonly paths: readonly string[];
  readonly sectioned: Sections;
}

const lastOf = new WeakMap<LinkMemo, Last>();

/** Nobody shares an address. */
const NOT_SHARED: ReturnType<typeof sharedAddresses> = { displaced: new Set(), problems: [] };

/**
 * Puts the articles into their places: sections, addresses, headlines → articles, copies, similar ones, stories, ranks.
 * A pure function of the articles (in any order) and the configuration: with the memo of an earlier call it gives the
 * same site sooner.
 */
export function link(read: readonly Article[], config: Config, memo?: LinkMemo): Site {
  return finished(linking(read, config, memo));
}

/**
 * The same, one step at a time: gives way between its steps, so that who has other work to do may do it there. With a
 * memo that has all but a few of the articles each step is short.
 */
export function* linking(read: readonly Article[], config: Config, memo?: LinkMemo): Steps<Site> {
  const last = memo === undefined ? undefined : lastOf.get(memo);
  const {
    shown,
    moments,
    now,
    moment,
    changesAt,
    absent,
    old,
    memo: times,
  } = calendar(read, config.now, memo);
  /** What was remembered with the numbers that headlines still have. */
  const numbered = numberedBy(memo);
  const settings = settingsOf(config);
  const since =
    numbered === undefined || memo?.addresses.settings !== settings
      ? null
      : sinceThen(old, numbered.leadOf.length);
  const placed = addresses(
    shown,
    config,
    old,
    memo?.addresses,
    last === undefined || since === null ? undefined : { placed: last.placed, articles: last.shown, since },
  );
  yield;
  const columns = columnsOf(shown, old, memo?.columns);
  yield;

  // Copies become one page each; from here on positions are those of the leads.
  const before = since === null ? undefined : { ...memo!.copies, columns: numbered!.columns, since };
  const copied = yield* copiesOf(shown, columns, moments, config.baseUrl, placed.urls, before);
  yield;
  const leadOf = copied.leads;
  const leads = leadsOf(leadOf);
  const positionOf = new Int32Array(shown.length);
  leads.forEach((lead, position) => {
    positionOf[lead] = position;
  });
  const pageOf = leadOf.map((lead) => positionOf[lead]!);
  const articles = leads.map((i) => shown[i]!);
  const urls = leads.map((i) => placed.urls[i]!);
  const moved = before === undefined ? null : sinceAmong(before.since, leads, before.leads);
  // The articles of a memo have addresses of their own.
  const areAlone = moved?.come.every((i) => urls.indexOf(urls[i]!) === urls.lastIndexOf(urls[i]!));
  const { displaced, problems } = areAlone ? NOT_SHARED : sharedAddresses(articles, urls);
  if (displaced.size > 0) {
    const site = yield* linking(
      read.filter((article) => !displaced.has(article)),
      config,
      memo,
    );
    return { ...site, problems: [...problems, ...site.problems] };
  }
  const dates = new Float64Array(leads.length);
  leads.forEach((i, position) => {
    dates[position] = moments[i]!;
  });
  const paths = leads.map((i) => placed.paths[i]!);
  const sectioned =
    placed.places === last?.placed.places && areSame(paths, last.paths)
      ? last.sectioned
      : sectionsOf(paths, placed.places);
  const { sections, sectionOf } = sectioned;
  yield;

  const answers = yield* answersOf(columns, leadOf, pageOf, numbered);
  yield;
  const related = relatedOf(columns, leads, answers.of);
  yield;

  const found = yield* neighbours(
    columns,
    leads,
    (position) => missingOf(related, position) > 0,
    memo?.similar,
    moved === null ? undefined : { since: moved, columns: before!.columns, rows: leadsOf(before!.leads) },
  );
  yield;
  const {
    stories,
    of: storyOf,
    memo: called,
  } = storiesOf(articles, dates, found, related, memo?.stories, memo?.similar);
  yield;
  const copies = new Map<number, Copy[]>();
  leadOf.forEach((lead, i) => {
    if (lead === i) return;
    const { siteName, date, section } = shown[i]!.record;
    const copy: Copy = { siteName, date, section, url: placed.urls[i]!, source: shown[i]!.source };
    const list = copies.get(positionOf[lead]!);
    if (list === undefined) copies.set(positionOf[lead]!, [copy]);
    else list.push(copy);
  });

  const sectionNames = articles.map((_, position) => sections[sectionOf[position]!]!.name);
  const cards = cardsOf(shown, leads, urls, sectionNames, old, settings, memo?.addresses);
  yield;
  const placement = {
    articles,
    columns,
    leads,
    answers: answers.of,
    urls,
    cards,
    sections,
    sectionOf,
    stories,
    storyOf,
    copies,
    related,
    found,
    inference: config.inference,
  };
  const linked = placedArticles(
    placement,
    moved === null
      ? undefined
      : {
          memo: memo!.placed,
          since: moved,
          answers: numbered!.memo.of,
          found: memo!.similar,
          isCardSame: (position) => memo!.addresses.cards[old[leads[position]!]!] === cards[position],
          hadCopies: areLed(memo!.copies.leads, old, leads),
        },
  );
  yield;

  const month = monthOf(moment);
  const months = new Int32Array(moments.length);
  // An undated list counts as if it were a year old.
  moments.forEach((when, i) => {
    months[i] = when === 0 ? Math.max(0, month - 12) : monthOf(when);
  });
  const standings = yield* standingsOf(
    columns,
    answers,
    {
      pageOf,
      leadOf,
      months,
      sections: printedIn(sectioned, placed.paths, pageOf),
      sectionOf,
      storyOf,
      sectionCount: sections.length,
      month,
      titleOf: (position) => articles[position]!.displayTitle,
    },
    numbered,
  );
  yield;
  const kept = columnsMemo(columns, memo?.columns, answers.memo === numbered?.memo);
  const next: LinkMemo = {
    digests: shown.map(({ digest }) => digest),
    calendar: times,
    columns: kept,
    copies: copied,
    stories: called,
    answers: kept && answers.memo,
    standings: kept && standings,
    addresses: {
      settings,
      urls: placed.urls,
      // A copy has no card.
      sectionNames: amongAll(sectionNames, leads, shown.length),
      cards: amongAll(cards, leads, shown.length),
    },
    similar: found,
    placed: linked.memo,
  };
  lastOf.set(next, { shown, placed, paths, sectioned });

  return {
    articles: linked.articles,
    sections,
    stories,
    ...standings.named,
    recommendation: standings.recommendation,
    mostLiked: mostLiked(columns, leads),
    now,
    changesAt,
    skipped: { ...absent, copies: shown.length - leads.length },
    problems: uselessAliases(articles, (position) => (columns.flags[leads[position]!]! & Flag.aliases) !== 0),
    memo: next,
  };
}

/** By article: the section that its lists are printed in, a copy's own where the site has that. */
function printedIn(
  { byPath, sectionOf }: Sections,
  paths: readonly string[],
  pageOf: Int32Array,
): Int32Array {
  const sections = new Int32Array(pageOf.length);
  for (let i = 0; i < pageOf.length; i++) sections[i] = byPath.get(paths[i]!) ?? sectionOf[pageOf[i]!]!;
  return sections;
}

/** What the leads have, at their places among all; copies have ''. */
function amongAll(texts: readonly string[], leads: readonly number[], count: number): string[] {
  const all = new Array<string>(count).fill('');
  for (let position = 0; position < leads.length; position++) all[leads[position]!] = texts[position]!;
  return all;
}

function areSame(one: readonly string[], other: readonly string[] | undefined): boolean {
  return one.length === other?.length && one.every((text, i) => text === other[i]);
}

/** What was remembered with the numbers of headlines; they are worth nothing without the columns. */
function numberedBy(memo: LinkMemo | undefined): StandingsBefore | undefined {
  if (memo?.columns === undefined || memo.answers === undefined || memo.standings === undefined)
    return undefined;
  const { columns, answers, standings, copies } = memo;
  return { columns, memo: answers, standings, leadOf: copies.leads };
}

/** The places of the articles that lead, ascending. */
function leadsOf(leadOf: Int32Array): number[] {
  const leads: number[] = [];
  for (let i = 0; i < leadOf.length; i++) if (leadOf[i] === i) leads.push(i);
  return leads;
}

/** Tells, by position, whether an article of before had copies then. */
function areLed(
  leadsThen: Int32Array,
  old: Int32Array,
  leads: readonly number[],
): (position: number) => boolean {
  const hasCopies = new Uint8Array(leadsThen.length);
  for (let i = 0; i < leadsThen.length; i++) if (leadsThen[i] !== i) hasCopies[leadsThen[i]!] = 1;
  return (position) => hasCopies[old[leads[position]!]!] === 1;
}

/** The digests of what the cards of the leads show, excerpts left out: most pages that name an article show none. */
function cardsOf(
  shown: readonly Article[],
  leads: readonly number[],
  urls: readonly UrlPath[],
  sectionNames: readonly string[],
  old: Int32Array,
  settings: string,
  memo: AddressMemo | undefined,
): Digest[] {
  const known = memo?.settings === settings ? memo : undefined;
  return leads.map((i, position) => {
    const row = old[i]!;
    // The digest of the article and the settings stand for all but the section's name.
    if (known !== undefined && row >= 0 && known.sectionNames[row] === sectionNames[position])
      return known.cards[row] as Digest;
    const { record, displayTitle, language } = shown[i]!;
    return digestOfAll([
      urls[position]!,
      displayTitle,
      record.date ?? '',
      record.dateline ?? '',
      record.siteName ?? '',
      language ?? '',
      String(record.likes),
      sectionNames[position]!,
    ]);
  });
}

/** The positions that the articles' Related lists lead to, each article's own apart. */
function relatedOf(columns: Columns, leads: readonly number[], answers: Int32Array): Lists {
  const { headlines, lengths } = columns;
  const ends = new Uint32Array(leads.length);
  let most = 0;
  for (const i of leads) most += lengths[i * LENGTHS + RELATED]!;
  const articles = new Int32Array(most);
  let end = 0;
  leads.forEach((i, position) => {
    const from = listStart(columns, i, RELATED);
    for (let at = from; at < from + lengths[i * LENGTHS + RELATED]!; at++) {
      const other = answers[headlines[at]!]!;
      if (other >= 0 && other !== position) articles[end++] = other;
    }
    ends[position] = end;
  });
  return { ends, articles: articles.slice(0, end) };
}

/** The positions of the most liked articles; of equals the newer one first. */
function mostLiked({ likes: liked }: Columns, leads: readonly number[]): number[] {
  const most: number[] = [];
  const likes: number[] = [];
  for (let position = leads.length - 1; position >= 0; position--) {
    const own = liked[leads[position]!]!;
    if (own === 0 || (most.length === MOST_LIKED && own <= likes[MOST_LIKED - 1]!)) continue;
    let at = most.length;
    while (at > 0 && likes[at - 1]! < own) at--;
    most.splice(at, 0, position);
    likes.splice(at, 0, own);
    if (most.length <= MOST_LIKED) continue;
    most.pop();
    likes.pop();
  }
  return most;
}
