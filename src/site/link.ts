import type { Article, ListItem } from '../articles/types.ts';
import type { Digest, UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import type { Config } from '../config.ts';
import { type AddressMemo, addresses, sectionsOf, settingsOf, sharedAddresses } from './addresses.ts';
import { answersOf } from './answers.ts';
import { ballotsOf, RANKED, RANKED_IN_SECTION, ranked, recommended, thingsOf } from './ballots.ts';
import { columnsMemo, columnsOf, headlineOf, LISTS, startOf } from './columns.ts';
import { copiesOf } from './copies.ts';
import { calendar, monthOf } from './moments.ts';
import { KEPT, neighbours, sharedTerms } from './similar.ts';
import { storiesOf } from './stories.ts';
import type { Copy, LinkMemo, Section, Similar, Site, SiteArticle } from './types.ts';
import { unansweredOf } from './wanted.ts';

export { headlineOf };

/** Articles of the archive that a reader finds under every article, by the source's list or by ours. */
const ENOUGH = 5;
/** The least score of an article that is named as similar: higher than that of a tie that a story may use. */
const SIMILAR = 80;
/** The most liked articles that are named. */
const MOST_LIKED = 30;

/**
 * Puts the articles into their places: sections, addresses, headlines → articles, copies, similar ones, stories, ranks.
 * A pure function of the articles (in any order) and the configuration: with the memo of an earlier call it gives the
 * same site sooner.
 */
export function link(read: readonly Article[], config: Config, memo?: LinkMemo): Site {
  const { shown, moments, now, moment, changesAt } = calendar(read, config.now);
  const placed = addresses(shown, config, memo?.addresses);
  const columns = columnsOf(shown, memo?.columns);

  // Copies become one page each; from here on positions are those of the leads.
  const leadOf = copiesOf(shown, columns, moments, config.baseUrl, placed.urls);
  const leads: number[] = [];
  const positionOf = new Int32Array(shown.length);
  leadOf.forEach((lead, i) => {
    if (lead === i) positionOf[i] = leads.push(i) - 1;
  });
  const pageOf = leadOf.map((lead) => positionOf[lead]!);
  const articles = leads.map((i) => shown[i]!);
  const urls = leads.map((i) => placed.urls[i]!);
  const { displaced, problems } = sharedAddresses(articles, urls);
  if (displaced.size > 0) {
    const site = link(
      read.filter((article) => !displaced.has(article)),
      config,
      memo,
    );
    return { ...site, problems: [...problems, ...site.problems] };
  }
  const dates = Float64Array.from(leads, (i) => moments[i]!);
  const { sections, sectionOf } = sectionsOf(
    leads.map((i) => placed.paths[i]!),
    placed.places,
  );

  const answers = answersOf(columns, pageOf);
  /** The positions that the headlines of a lead from one place of its row to another lead to; negative for none. */
  const positionsIn = (lead: number, from: number, length: number): number[] => {
    const row = startOf(columns.headlineEnds, leads[lead]!) + LISTS + from;
    const found = new Array<number>(length);
    for (let k = 0; k < length; k++) found[k] = answers.of[columns.headlines[row + k]!]!;
    return found;
  };
  const related = articles.map(({ record }, position) =>
    positionsIn(position, 0, record.related.length).filter((other) => other >= 0 && other !== position),
  );

  const found = neighbours(columns, leads, memo?.similar);
  const { stories, of: storyOf } = storiesOf(articles, dates, found, related);
  const similar = articles.map((article, position): Similar[] => {
    const named = new Set(related[position]!);
    const told = new Set<number>();
    const chosen: Similar[] = [];
    for (let k = 0; k < KEPT && named.size + chosen.length < ENOUGH; k++) {
      const at = position * KEPT + k;
      const other = found.articles[at]!;
      if (other < 0 || found.scores[at]! < SIMILAR) break;
      const story = storyOf[other]!;
      if (named.has(other) || (story >= 0 && told.has(story))) continue;
      if (story >= 0) told.add(story);
      chosen.push({ article: other, shared: sharedTerms(article, found, at) });
    }
    return chosen;
  });

  const copies = new Map<number, Copy[]>();
  leadOf.forEach((lead, i) => {
    if (lead === i) return;
    const { siteName, date, section } = shown[i]!.record;
    const copy: Copy = { siteName, date, section, url: placed.urls[i]!, source: shown[i]!.source };
    const list = copies.get(positionOf[lead]!);
    if (list === undefined) copies.set(positionOf[lead]!, [copy]);
    else list.push(copy);
  });

  const cards = cardsOf(articles, urls, sectionOf, sections, config, memo?.addresses);
  /** Where the items of a list lead; only where some say so themselves is each of them looked at. */
  const leadsTo = (lead: number, items: readonly ListItem[], from: number): (string | null)[] => {
    const row = startOf(columns.headlineEnds, leads[lead]!) + LISTS + from;
    const leading = columns.leading[leads[lead]!] === 1;
    const found = new Array<string | null>(items.length);
    for (let k = 0; k < items.length; k++) {
      const item = leading ? items[k]! : '';
      const other = answers.of[columns.headlines[row + k]!]!;
      found[k] = typeof item === 'string' ? (other < 0 ? null : urls[other]!) : item.url;
    }
    return found;
  };
  const linked = articles.map((article, position): SiteArticle => {
    const { record, bareLines } = article;
    const rankingAt = record.related.length;
    const recommendationAt = rankingAt + record.ranking.length;
    const crossLinksAt = recommendationAt + record.recommendation.length;
    const bareAt = crossLinksAt + record.crossLinks.length;
    return {
      article,
      url: urls[position]!,
      cardDigest: cards.digests[position]!,
      section: sectionOf[position]!,
      related: leadsTo(position, record.related, 0),
      ranking: leadsTo(position, record.ranking, rankingAt),
      recommendation: leadsTo(position, record.recommendation, recommendationAt),
      crossLinks: positionsIn(position, crossLinksAt, record.crossLinks.length).map(
        (other) => urls[other] ?? null,
      ),
      bareLinks: config.inference
        ? positionsIn(position, bareAt, bareLines.length).flatMap(
            (other, k): (readonly [string, UrlPath])[] =>
              other >= 0 && other !== position ? [[bareLines[k]!, urls[other]!]] : [],
          )
        : [],
      similar: similar[position]!,
      story: storyOf[position]! < 0 ? null : storyOf[position]!,
      copies: copies.get(position) ?? [],
    };
  });

  const month = monthOf(moment);
  const things = thingsOf(columns, answers.of);
  const sectionPosition = new Map(sections.map(({ url }, i) => [url, i]));
  const ballots = (list: 'ranking' | 'recommendation') =>
    ballotsOf(
      shown,
      columns,
      things,
      list,
      // An undated list counts as if it were a year old.
      (i) => (moments[i] === 0 ? Math.max(0, month - 12) : monthOf(moments[i]!)),
      (i) => sectionPosition.get(`/${placed.paths[i]!}/` as UrlPath) ?? sectionOf[pageOf[i]!]!,
      leadOf,
    );
  const wording = (thing: number): string => {
    const position = things.article[thing]!;
    return position < 0 ? columns.text(things.headline[thing]!) : articles[position]!.displayTitle;
  };
  const rankings = ballots('ranking');

  return {
    articles: linked,
    sections,
    stories,
    ranking: ranked(rankings, things, month, -1, RANKED, wording),
    sectionRanking: sections.map((_, section) =>
      ranked(rankings, things, month, section, RANKED_IN_SECTION, wording),
    ),
    recommendation: recommended(ballots('recommendation'), things, month, RANKED, wording, (position) => ({
      section: sectionOf[position]!,
      story: storyOf[position]!,
    })),
    ...unansweredOf(shown, columns, things, answers, pageOf),
    mostLiked: mostLiked(articles),
    now,
    changesAt,
    problems: [],
    memo: {
      columns: columnsMemo(columns, shown),
      addresses: {
        settings: settingsOf(config),
        digests: articles.map(({ digest }) => digest),
        urls,
        sectionNames: cards.sectionNames,
        cards: cards.digests,
      },
      similar: found,
    },
  };
}

/** The digests of what the cards show. */
function cardsOf(
  articles: readonly Article[],
  urls: readonly UrlPath[],
  sectionOf: readonly number[],
  sections: readonly Section[],
  config: Config,
  memo: AddressMemo | undefined,
): { readonly digests: readonly Digest[]; readonly sectionNames: readonly string[] } {
  const known = memo?.settings === settingsOf(config) ? memo : undefined;
  const rows = new Map(known?.digests.map((digest, row) => [digest, row]));
  const sectionNames = sectionOf.map((section) => sections[section]!.name);
  const digests = articles.map((article, i) => {
    const row = rows.get(article.digest);
    // The digest of the article and the settings stand for all but the section's name.
    if (row !== undefined && known!.sectionNames[row] === sectionNames[i]) return known!.cards[row] as Digest;
    const { record } = article;
    return digestOfAll([
      urls[i]!,
      article.displayTitle,
      record.date ?? '',
      article.excerpt,
      record.dateline ?? '',
      record.siteName ?? '',
      article.language ?? '',
      String(record.likes),
      sectionNames[i]!,
    ]);
  });
  return { digests, sectionNames };
}

/** The positions of the most liked articles; of equals the newer one first. */
function mostLiked(articles: readonly Article[]): number[] {
  const liked: number[] = [];
  articles.forEach(({ record }, position) => {
    if ((record.likes ?? 0) > 0) liked.push(position);
  });
  const likes = (position: number): number => articles[position]!.record.likes!;
  return liked.sort((a, b) => likes(b) - likes(a) || b - a).slice(0, MOST_LIKED);
}
