import type { Article } from '../articles/types.ts';
import type { Digest, UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import {
  type AddressMemo,
  addresses,
  sectionsOf,
  settingsOf,
  sharedAddresses,
  uselessAliases,
} from './addresses.ts';
import { answersOf } from './answers.ts';
import {
  columnsMemo,
  columnsOf,
  CROSS_LINKS,
  headlineOf,
  LENGTHS,
  listStart,
  oldRows,
  RANKING,
  RECOMMENDATION,
  RELATED,
} from './columns.ts';
import { copiesOf } from './copies.ts';
import { isTitleOf } from './infer.ts';
import { calendar, monthOf } from './moments.ts';
import { KEPT, neighbours, sharedTerms } from './similar.ts';
import { sinceAmong, sinceThen } from './since.ts';
import { standingsOf } from './standings.ts';
import { storiesOf } from './stories.ts';
import type { Copy, LinkMemo, Similar, Site, SiteArticle } from './types.ts';

export { headlineOf };

/** Articles of the archive that a reader finds under every article, by the source's list or by ours. */
const ENOUGH = 5;
/** The least score of an article that is named as similar: higher than that of a tie that a story may use. */
const SIMILAR = 80;
const NONE: readonly never[] = [];
/** The most liked articles that are named. */
const MOST_LIKED = 30;

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
  const { shown, moments, now, moment, changesAt } = calendar(read, config.now);
  const old = oldRows(shown, memo?.digests);
  const placed = addresses(shown, config, old, memo?.addresses);
  yield;
  const columns = columnsOf(shown, old, memo?.columns);
  yield;
  /** What was remembered with the numbers that headlines still have. */
  const numbered = memo?.columns === undefined ? undefined : memo;

  // Copies become one page each; from here on positions are those of the leads.
  const since = numbered === undefined ? null : sinceThen(old, numbered.digests.length);
  const before =
    since === null || memo?.addresses.settings !== settingsOf(config)
      ? undefined
      : { ...numbered!.copies, columns: numbered!.columns!, since };
  const copied = copiesOf(shown, columns, moments, config.baseUrl, placed.urls, before);
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
  const { displaced, problems } = sharedAddresses(articles, urls);
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
  const { sections, sectionOf } = sectionsOf(
    leads.map((i) => placed.paths[i]!),
    placed.places,
  );
  yield;

  const answers = yield* answersOf(columns, pageOf, numbered?.answers);
  yield;
  const related = leads.map((i, position) => {
    const from = listStart(columns, i, RELATED);
    const named: number[] = [];
    for (let at = from; at < from + columns.lengths[i * LENGTHS + RELATED]!; at++) {
      const other = answers.of[columns.headlines[at]!]!;
      if (other >= 0 && other !== position) named.push(other);
    }
    return named;
  });
  yield;

  const moved = before === undefined ? null : sinceAmong(before.since, leads, before.leads);
  const found = yield* neighbours(
    columns,
    leads,
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
  const similar = articles.map((article, position): readonly Similar[] => {
    const named = related[position]!;
    let enough = ENOUGH;
    for (let k = 0; k < named.length && enough > 0; k++) if (named.indexOf(named[k]!) === k) enough--;
    if (enough === 0) return NONE;
    const told: number[] = [];
    const chosen: Similar[] = [];
    for (let k = 0; k < KEPT && chosen.length < enough; k++) {
      const at = position * KEPT + k;
      const other = found.articles[at]!;
      if (other < 0 || found.scores[at]! < SIMILAR) break;
      const story = storyOf[other]!;
      if (named.includes(other) || told.includes(story)) continue;
      if (story >= 0) told.push(story);
      chosen.push({ article: other, shared: sharedTerms(article, found, at) });
    }
    return chosen;
  });
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

  const sectionNames = sectionOf.map((section) => sections[section]!.name);
  const cards = cardsOf(shown, leads, urls, sectionNames, old, settingsOf(config), memo?.addresses);
  yield;
  /** Where the headlines from one place on lead. */
  const targets = (from: number, length: number): (UrlPath | null)[] => {
    const found = new Array<UrlPath | null>(length);
    for (let k = 0; k < length; k++) {
      const other = answers.of[columns.headlines[from + k]!]!;
      found[k] = other < 0 ? null : urls[other]!;
    }
    return found;
  };
  const linked = articles.map((article, position): SiteArticle => {
    const i = leads[position]!;
    const list = (which: number): (UrlPath | null)[] =>
      targets(listStart(columns, i, which), columns.lengths[i * LENGTHS + which]!);
    /** Only where an item says itself where it leads is each of them looked at. */
    const items = (which: number, name: 'related' | 'ranking' | 'recommendation'): (string | null)[] => {
      const found: (string | null)[] = list(which);
      if (columns.leading[i] === 1)
        article.record[name].forEach((item, k) => {
          if (typeof item !== 'string') found[k] = item.url;
        });
      return found;
    };
    return {
      article,
      url: urls[position]!,
      cardDigest: cards[position]!,
      section: sectionOf[position]!,
      related: items(RELATED, 'related'),
      ranking: items(RANKING, 'ranking'),
      recommendation: items(RECOMMENDATION, 'recommendation'),
      crossLinks: list(CROSS_LINKS),
      bareLinks:
        config.inference && article.bareLines.length > 0
          ? article.bareLines.flatMap((line, k) => {
              const other = answers.of[columns.headlines[listStart(columns, i, LENGTHS) + k]!]!;
              const leads = other >= 0 && other !== position && isTitleOf(line, articles[other]!);
              return leads ? [[line, urls[other]!] as const] : [];
            })
          : NONE,
      similar: similar[position]!,
      story: storyOf[position]! < 0 ? null : storyOf[position]!,
      copies: copies.get(position) ?? NONE,
    };
  });
  yield;

  const month = monthOf(moment);
  const months = new Int32Array(moments.length);
  // An undated list counts as if it were a year old.
  moments.forEach((when, i) => {
    months[i] = when === 0 ? Math.max(0, month - 12) : monthOf(when);
  });
  const sectionPosition = new Map(sections.map(({ url }, i) => [url, i]));
  const standings = yield* standingsOf(
    columns,
    answers,
    {
      pageOf,
      leadOf,
      months,
      sections: Int32Array.from(
        pageOf,
        (position, i) => sectionPosition.get(`/${placed.paths[i]!}/` as UrlPath) ?? sectionOf[position]!,
      ),
      sectionOf,
      storyOf,
      sectionCount: sections.length,
      month,
      titleOf: (position) => articles[position]!.displayTitle,
    },
    numbered?.standings,
  );
  yield;
  const kept = columnsMemo(columns);

  return {
    articles: linked,
    sections,
    stories,
    ...standings.named,
    recommendation: standings.recommendation,
    mostLiked: mostLiked(articles),
    now,
    changesAt,
    problems: uselessAliases(articles),
    memo: {
      digests: shown.map(({ digest }) => digest),
      columns: kept,
      copies: copied,
      stories: called,
      answers: kept && answers.memo,
      standings: kept && standings,
      addresses: {
        settings: settingsOf(config),
        urls: placed.urls,
        // A copy has no card.
        sectionNames: Array.from(leadOf, (lead, i) => (lead === i ? sectionNames[positionOf[i]!]! : '')),
        cards: Array.from(leadOf, (lead, i) => (lead === i ? cards[positionOf[i]!]! : '')),
      },
      similar: found,
    },
  };
}

/** The places of the articles that lead, ascending. */
function leadsOf(leadOf: Int32Array): number[] {
  const leads: number[] = [];
  for (let i = 0; i < leadOf.length; i++) if (leadOf[i] === i) leads.push(i);
  return leads;
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

/** The positions of the most liked articles; of equals the newer one first. */
function mostLiked(articles: readonly Article[]): number[] {
  const most: number[] = [];
  const likes: number[] = [];
  for (let position = articles.length - 1; position >= 0; position--) {
    const liked = articles[position]!.record.likes ?? 0;
    if (liked === 0 || (most.length === MOST_LIKED && liked <= likes[MOST_LIKED - 1]!)) continue;
    let at = most.length;
    while (at > 0 && likes[at - 1]! < liked) at--;
    most.splice(at, 0, position);
    likes.splice(at, 0, liked);
    if (most.length <= MOST_LIKED) continue;
    most.pop();
    likes.pop();
  }
  return most;
}
