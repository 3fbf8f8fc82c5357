import type { UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { pageFile, urlOf } from '../base/paths.ts';
import { pageEnds } from './paging.ts';
import { redirectPage } from './redirects.ts';
import type { CardView, DateView, Edition, FeedLinkView, LinkView, Page, View } from './types.ts';
import {
  cardViews,
  dateView,
  digestsOfCards,
  feedLinks,
  headView,
  IN_FULL,
  monthLink,
  monthOf,
} from './views.ts';

/** A page of cards: a section, a year, a month, or an older page of one of these. */
export interface ListingView extends View {
  readonly title: string;
  /** The number of this older page, counted from the oldest; null on the first one a reader meets. */
  readonly number: number | null;
  /** How many articles the whole list has. */
  readonly count: number;
  readonly cards: readonly CardView[];
  /** Lists inside this one: the months of a year. */
  readonly parts: readonly (LinkView & { readonly count: number })[];
  /** Lists beside this one: all years, newest first, on the page of a year. */
  readonly beside: readonly LinkView[];
  /** The page with older articles, and the one with newer. */
  readonly older: UrlPath | null;
  readonly newer: UrlPath | null;
  /** The dates of the oldest and the newest article of the page with older ones, as far as they have any. */
  readonly olderSpan: { readonly from: DateView | null; readonly to: DateView | null } | null;
}

interface Listing {
  readonly kind: string;
  readonly title: string;
  readonly url: UrlPath;
  /** Positions, oldest first. */
  readonly articles: readonly number[];
  readonly breadcrumbs: readonly LinkView[];
  /** The feeds it has of its own, with those of the site. */
  readonly feeds?: readonly FeedLinkView[];
}

/**
 * The pages of a list of articles. Older pages are counted from the oldest and exist only when they are full, so
 * that they never change again (`pageEnds`). The first page shows the newest: what fills no page yet, and where that are
 * only a few, the last full page too, so that it is not thin. The page to come is a redirect to the first
 * one, so that `newer` on the last full page is right before and after it fills.
 *
 * The first page of a section begins its first articles; pages that nobody meets by the way are headlines, which an edit
 * of a text leaves as they are.
 */
function listingPages(edition: Edition, listing: Listing): Page[] {
  const { config, site, frameDigest } = edition;
  const { articles, url, title, kind } = listing;
  const ends = pageEnds(articles.length, config.perPage, (place) => site.articles[articles[place]!]!.url);
  const full = ends.length;
  const pageUrl = (number: number): UrlPath => `${url}page/${number}/` as UrlPath;
  const hasEnough = articles.length - (ends.at(-1) ?? 0) >= IN_FULL;
  const below = hasEnough ? full : Math.max(0, full - 1);
  /** The articles of an older page, oldest first. */
  const onPage = (number: number): readonly number[] =>
    articles.slice(number === 1 ? 0 : ends[number - 2], ends[number - 1]);
  const dateOf = (position: number): string => site.articles[position]!.article.record.date ?? '';

  const page = (
    at: UrlPath,
    number: number | null,
    shown: readonly number[],
    before: number | null,
    newer: UrlPath | null,
  ): Page<ListingView> => {
    const older = before === null ? null : pageUrl(before);
    const span = before === null ? [] : onPage(before);
    const dates = span.length === 0 ? [] : [dateOf(span[0]!), dateOf(span.at(-1)!)];
    // The newest of a section stands above the others.
    const inFull = number === null && kind === 'section' ? IN_FULL + 1 : 0;
    return {
      path: pageFile(at),
      kind,
      digest: digestOfAll([
        frameDigest,
        at,
        title,
        String(number),
        String(older),
        String(newer),
        number === null ? String(articles.length) : '',
        ...listing.breadcrumbs.flatMap((link) => [link.name, link.url]),
        ...dates,
        '',
        ...digestsOfCards(edition, shown, inFull),
      ]),
      bodies: [],
      view: () => ({
        site: edition.frame,
        page: headView(edition.frame, kind, at, number === null ? title : `${title}, page ${number}`, {
          description: `${title} – ${edition.frame.title}`,
          breadcrumbs: number === null ? listing.breadcrumbs : [...listing.breadcrumbs, { name: title, url }],
          previous: newer,
          next: older,
          ...(listing.feeds === undefined ? {} : { feeds: listing.feeds }),
        }),
        title,
        number,
        count: number === null ? articles.length : shown.length,
        cards: cardViews(site, shown, config, inFull),
        parts: [],
        beside: [],
        older,
        newer,
        olderSpan:
          dates.length === 0
            ? null
            : { from: dateView(dates[0], config.language), to: dateView(dates[1], config.language) },
      }),
    };
  };

  const pages: Page[] = [
    page(
      url,
      null,
      articles.slice(below === 0 ? 0 : ends[below - 1]).reverse(),
      below > 0 ? below : null,
      null,
    ),
  ];
  if (full < 1) return pages;
  for (let number = 1; number <= full; number++) {
    const shown = [...onPage(number)].reverse();
    pages.push(page(pageUrl(number), number, shown, number > 1 ? number - 1 : null, pageUrl(number + 1)));
  }
  pages.push(redirectPage(edition, pageUrl(full + 1), url, false));
  return pages;
}

/** The pages of all sections. */
export function sectionPages(edition: Edition): Page[] {
  return edition.site.sections.flatMap(({ name, url, articles }) =>
    listingPages(edition, {
      kind: 'section',
      title: name,
      url,
      articles,
      breadcrumbs: [],
      feeds: [...feedLinks(name, url), ...feedLinks(edition.frame.title, urlOf())],
    }),
  );
}

/** The archive by date: years, and months with their articles. */
export function datePages(edition: Edition): Page[] {
  const { site, config, frame, frameDigest } = edition;
  const years = new Map<string, Map<string, number[]>>();
  let last: { readonly month: string; readonly articles: number[] } | null = null;
  site.articles.forEach(({ article }, position) => {
    const { date } = article.record;
    if (date === null) return;
    // Articles come in the order of their dates.
    if (last === null || !date.startsWith(last.month)) {
      const month = monthOf(date);
      if (month === null) return;
      const months = years.get(month.slice(0, 4)) ?? new Map<string, number[]>();
      years.set(month.slice(0, 4), months);
      const articles = months.get(month) ?? [];
      months.set(month, articles);
      last = { month, articles };
    }
    last.articles.push(position);
  });
  const beside = edition.years;
  const pages: Page[] = [];
  for (const [year, months] of years) {
    const yearLink: LinkView = { name: year, url: urlOf(year) };
    const parts: (LinkView & { count: number })[] = [];
    for (const [month, articles] of months) {
      const { name: title, url } = monthLink(month, config.language)!;
      parts.push({ name: title, url, count: articles.length });
      pages.push(...listingPages(edition, { kind: 'month', title, url, articles, breadcrumbs: [yearLink] }));
    }
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    const view = (): ListingView => ({
      site: frame,
      page: headView(frame, 'year', yearLink.url, year, { description: `${year} – ${frame.title}` }),
      title: year,
      number: null,
      count,
      cards: [],
      parts,
      beside,
      older: null,
      newer: null,
      olderSpan: null,
    });
    pages.push({
      path: pageFile(yearLink.url),
      kind: 'year',
      digest: digestOfAll([
        frameDigest,
        year,
        ...parts.flatMap(({ url, count }) => [url, String(count)]),
        ...beside.map((link) => link.url),
      ]),
      bodies: [],
      view,
    });
  }
  return pages;
}
