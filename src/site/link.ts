import type { Article, ListItem } from '../articles/types.ts';
import type { UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { compare } from '../base/problem.ts';
import type { Config } from '../config.ts';
import { addresses } from './addresses.ts';
import type { Site, SiteArticle } from './types.ts';

/** The headline of a list item. */
export function headlineOf(item: ListItem): string {
  return typeof item === 'string' ? item : item.headline;
}

/** Puts the articles into their places: sections, addresses, headlines → articles, similar ones, stories, ranks. */
export function link(read: readonly Article[], config: Config): Site {
  const now = config.now ?? newestDate(read);
  const shown = read
    .filter(({ record }) => record.draft !== true && (record.date ?? '') <= now)
    .filter(({ record }) => record.expires === undefined || record.expires > now)
    .sort((a, b) => compare(a.record.date ?? '', b.record.date ?? '') || compare(a.source, b.source));

  const { urls, sections, sectionOf, problems } = addresses(shown, config);
  const byTitle = new Map<string, UrlPath>(shown.map((article, i) => [article.record.title, urls[i]!]));
  const leadsTo = (item: ListItem): string | null =>
    (typeof item === 'string' ? null : item.url) ?? byTitle.get(headlineOf(item)) ?? null;

  const articles = shown.map((article, i): SiteArticle => {
    const { record } = article;
    const section = sectionOf[i]!;
    return {
      article,
      url: urls[i]!,
      cardDigest: digestOfAll([
        urls[i]!,
        article.displayTitle,
        record.date ?? '',
        article.excerpt,
        record.dateline ?? '',
        record.siteName ?? '',
        article.language ?? '',
        String(record.likes),
        sections[section]!.name,
      ]),
      section,
      related: record.related.map(leadsTo),
      ranking: record.ranking.map(leadsTo),
      recommendation: record.recommendation.map(leadsTo),
      crossLinks: record.crossLinks.map(({ headline }) => leadsTo(headline)),
      bareLinks: [],
      similar: [],
      story: null,
      copies: [],
    };
  });
  return {
    articles,
    sections,
    stories: [],
    ranking: [],
    sectionRanking: sections.map(() => []),
    recommendation: [],
    wanted: [],
    mostLiked: [],
    now,
    changesAt: null,
    problems,
  };
}

/** The newest printed date, in local time; empty where there is none. */
function newestDate(articles: readonly Article[]): string {
  return articles.reduce((newest, { record }) => {
    const date = record.date?.slice(0, 19) ?? '';
    return date > newest ? date : newest;
  }, '');
}
