import type { OutputPath } from '../base/brand.ts';
import { timestamp } from '../base/dates.ts';
import { digestOf } from '../base/digest.ts';
import { urlOf } from '../base/paths.ts';
import { compare } from '../base/problem.ts';
import type { Edition, Page, View } from './types.ts';
import { absolute, headView } from './views.ts';

/** An address for search engines; `lastmod` is W3C date and time, or null where the content gives no date. */
export interface PlaceView {
  readonly loc: string;
  readonly lastmod: string | null;
}

/** A sitemap: addresses of pages; or an index: addresses of sitemaps. */
export interface SitemapView extends View {
  readonly places: readonly PlaceView[];
}

/** The sitemap for Google News. */
export interface NewsSitemapView extends View {
  readonly articles: readonly {
    readonly loc: string;
    readonly title: string;
    /** W3C date and time. */
    readonly date: string;
    /** ISO 639. */
    readonly language: string;
  }[];
}

/** How large files may get, and from when on there are several. */
export interface SitemapLimits {
  /** Addresses in one file; https://www.sitemaps.org/protocol.html allows 50,000. */
  readonly places: number;
  /** Bytes of one file, uncompressed; the protocol allows 52,428,800. */
  readonly bytes: number;
  /** Up to so many addresses `/sitemap.xml` is the only file; past them it is an index of files by month. */
  readonly single: number;
}

export const SITEMAP_LIMITS: SitemapLimits = { places: 50_000, bytes: 52_428_800, single: 2_000 };

/**
 * The most articles in a news sitemap and their greatest age, days, by Google’s rules for news sitemaps
 * (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
 */
export const NEWS_LIMITS = { articles: 1_000, days: 2 } as const;

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** More than a file's frame and the tags round one address take, bytes. */
const FRAME_BYTES = 300;
const PLACE_BYTES = 100;

/** Kinds of pages that search engines should not list: they lead elsewhere or depend on the reader. */
const UNLISTED: ReadonlySet<string> = new Set(['redirect', 'search', 'not-found', '404']);

/**
 * The sitemaps of all pages planned. A small site has one file. A large one has an index, a file for the lists, and files
 * for the articles by the month they are dated: what is added to one month leaves the other files as they are.
 * A site that asks not to be indexed has none.
 */
export function sitemapPages(
  edition: Edition,
  pages: readonly Page[],
  limits: SitemapLimits = SITEMAP_LIMITS,
): Page[] {
  const { site, frame } = edition;
  if (frame.robots === 'noindex') return [];
  const groups = new Map<string, PlaceView[]>();
  const put = (group: string, url: string, lastmod: string | null): void => {
    const place = { loc: absolute(frame.baseUrl, url), lastmod };
    const inGroup = groups.get(group);
    if (inGroup === undefined) groups.set(group, [place]);
    else inGroup.push(place);
  };
  for (const { article, url } of site.articles) {
    const { date, updated, canonical, robots } = article.record;
    // An address that asks not to be listed, or names another as its canonical one, has no place in a sitemap.
    if (robots === 'noindex' || !url.endsWith('/')) continue;
    if (canonical !== undefined && canonical !== absolute(frame.baseUrl, url)) continue;
    const published = timestamp(date);
    const changed = (updated === undefined ? null : timestamp(updated)) ?? published;
    put(published === null ? 'undated' : (date ?? '').slice(0, 7), url, changed?.w3c ?? null);
  }
  for (const { path, kind } of pages)
    if (kind !== 'article' && path.endsWith('index.html') && !UNLISTED.has(kind))
      put('pages', `/${path.slice(0, -'index.html'.length)}`, null);
  let count = 0;
  for (const places of groups.values()) count += places.length;

  const file = (path: string, kind: string, places: readonly PlaceView[]): Page<SitemapView> => ({
    path: path as OutputPath,
    kind,
    digest: edition.digestOf(
      path,
      places.flatMap(({ loc, lastmod }) => [loc, lastmod ?? '']),
    ),
    bodies: [],
    view: () => ({ site: frame, page: headView(frame, kind, urlOf(), frame.title), places }),
  });
  const ordered = [...groups].sort(([a], [b]) => compare(a, b));
  const all = ordered.flatMap(([, places]) => places);
  if (count <= limits.single && chunks(all, limits).length <= 1) return [file('sitemap.xml', 'sitemap', all)];
  const parts = ordered.flatMap(([group, places]) =>
    chunks(places, limits).map(
      (chunk, i) =>
        [file(`sitemaps/${group}${i === 0 ? '' : `-${i + 1}`}.xml`, 'sitemap', chunk), chunk] as const,
    ),
  );
  const index = parts.map(([part, places]) => ({
    loc: absolute(frame.baseUrl, `/${part.path}`),
    lastmod: places.reduce<string | null>(later, null),
  }));
  return [file('sitemap.xml', 'sitemap-index', index), ...parts.map(([part]) => part)];
}

/** Cuts a list into files within the limits, oldest first, so that a full file never changes when more are added. */
function chunks(places: readonly PlaceView[], limits: SitemapLimits): PlaceView[][] {
  const parts: PlaceView[][] = [];
  let bytes = 0;
  for (const place of places) {
    // Addresses are ASCII; escaping an ampersand is the only way for them to grow.
    const size = PLACE_BYTES + place.loc.length + 5 * ampersandsIn(place.loc);
    const part = parts.at(-1);
    if (part === undefined || part.length >= limits.places || bytes + size > limits.bytes) {
      parts.push([place]);
      bytes = FRAME_BYTES + size;
    } else {
      part.push(place);
      bytes += size;
    }
  }
  return parts;
}

function ampersandsIn(address: string): number {
  return address.includes('&') ? address.split('&').length - 1 : 0;
}

function later(latest: string | null, { lastmod }: PlaceView): string | null {
  // Of days without a time, which most are, the later one sorts behind.
  if (latest?.length === 10 && lastmod?.length === 10) return lastmod > latest ? lastmod : latest;
  const [a, b] = [timestamp(latest), timestamp(lastmod)];
  return b !== null && (a === null || b.instant > a.instant) ? lastmod : latest;
}

/** The sitemap for Google News: what was published in the two days before `now`, newest first. */
export function newsSitemapPages(edition: Edition): Page<NewsSitemapView>[] {
  const { site, frame } = edition;
  if (frame.robots === 'noindex') return [];
  // A day alone means its end, as it does where the site decides what is published already.
  const end = site.now.length === 10 ? `${site.now}T23:59:59` : site.now;
  const now = timestamp(end)?.instant ?? Number.POSITIVE_INFINITY;
  const oldest = now - NEWS_LIMITS.days * DAY;
  const articles: { loc: string; title: string; date: string; language: string }[] = [];
  for (let i = site.articles.length - 1; i >= 0 && articles.length < NEWS_LIMITS.articles; i--) {
    const { article, url } = site.articles[i]!;
    const loc = absolute(frame.baseUrl, url);
    const published = timestamp(article.record.date);
    if (published === null) continue;
    // Articles are in the order of what their clocks showed; two clocks are never two days apart.
    if (published.instant < oldest - 2 * DAY) break;
    if (published.instant < oldest) continue;
    const { canonical, robots } = article.record;
    if (robots === 'noindex' || (canonical !== undefined && canonical !== loc)) continue;
    articles.push({
      loc,
      title: article.displayTitle,
      date: published.w3c,
      language: newsLanguage(article.language ?? frame.language, frame.language),
    });
  }
  return [
    {
      path: 'news-sitemap.xml' as OutputPath,
      kind: 'news-sitemap',
      digest: digestOf(JSON.stringify([frame.title, articles])),
      bodies: [],
      view: () => ({
        site: frame,
        page: headView(frame, 'news-sitemap', urlOf(), frame.title),
        articles,
      }),
    },
  ];
}

/** An ISO 639 language, as the news sitemap wants it; Chinese is told apart by its script (`zh-cn`, `zh-tw`). */
function newsLanguage(tag: string, fallback: string): string {
  const [language = '', ...rest] = (tag.startsWith('und') ? fallback : tag).toLowerCase().split('-');
  if (language !== 'zh') return language;
  return rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? 'zh-tw' : 'zh-cn';
}
