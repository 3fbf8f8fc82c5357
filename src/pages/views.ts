import type { OutputPath, UrlPath } from '../base/brand.ts';
import { rootFrom, urlOf } from '../base/paths.ts';
import type { Config } from '../config.ts';
import type { Site, SiteArticle } from '../site/types.ts';
import { contentSecurityPolicy } from './policy.ts';
import { breadcrumbList, jsonLd, openGraph, type Thing, webPage } from './structured.ts';
import type {
  BodyWanted,
  CardView,
  DateView,
  Edition,
  FeedLinkView,
  HeadView,
  HeadlineView,
  LinkView,
  OpenGraphView,
  SiteView,
} from './types.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Scripts that run from right to left, by BCP 47 language. */
const RIGHT_TO_LEFT = /^(ar|arc|dv|fa|ha|he|khw|ks|ku|ps|sd|ur|yi)\b/;

/** The direction in which a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}

/** The name of a month (1–12) in English; dates of sites in other languages are written in figures. */
export function monthName(month: number, language: string): string {
  return language.startsWith('en') ? (MONTHS[month - 1] ?? String(month)) : String(month).padStart(2, '0');
}

/** A printed date for people. Not by `Intl`: its output differs from one ICU version to the next. */
export function dateView(iso: string | null | undefined, language: string): DateView | null {
  const [, year, month, day, hours, minutes] =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(iso ?? '') ?? [];
  if (iso == null || year === undefined || month === undefined) return null;
  return {
    iso: iso.replace(' ', 'T'),
    day: language.startsWith('en')
      ? `${Number(day)} ${monthName(Number(month), language)} ${year}`
      : `${year}-${month}-${day}`,
    time: hours === undefined ? null : `${hours}:${minutes}`,
  };
}

/** The month a record's date lies in: `2025-04`; null where it gives none. */
export function monthOf(iso: string | null): string | null {
  return iso !== null && MONTH.test(iso) ? iso.slice(0, 7) : null;
}

const MONTH = /^\d{4}-\d{2}/;

/** The page of the month in which something was printed. */
export function monthLink(iso: string | null, language: string): LinkView | null {
  const printed = monthOf(iso);
  if (printed === null) return null;
  const [year, month] = [printed.slice(0, 4), printed.slice(5)];
  return {
    name: language.startsWith('en') ? `${monthName(Number(month), language)} ${year}` : `${year}-${month}`,
    url: urlOf(year, month),
  };
}

/** The pages of the years of which the archive has articles, newest first. */
export function yearLinks(site: Site): LinkView[] {
  const years = new Set<string>();
  let last = '-';
  for (const { article } of site.articles) {
    const { date } = article.record;
    // Articles come in the order of their dates.
    if (date === null || date.startsWith(last)) continue;
    const month = monthOf(date);
    if (month === null) continue;
    years.add(month.slice(0, 4));
    last = month.slice(0, 5);
  }
  return [...years]
    .sort()
    .reverse()
    .map((year) => ({ name: year, url: urlOf(year) }));
}

/** The card of the article at a position of the site, with the beginning of its text. */
export function cardView(site: Site, position: number, config: Config): CardView {
  return cardWith(site.articles[position]!.article.excerpt, site, position, config);
}

function cardWith(excerpt: string, site: Site, position: number, config: Config): CardView {
  const { article, url, section } = site.articles[position]!;
  const { record } = article;
  return {
    title: article.displayTitle,
    url,
    date: dateView(record.date, config.language),
    section: linkTo(site.sections[section]!),
    excerpt,
    dateline: record.dateline,
    siteName: record.siteName,
    likes: record.likes,
    language: article.language,
    direction: article.language === null ? null : directionOf(article.language),
  };
}

/** What tells of cards without looking at the texts. */
type Carded = Pick<Edition, 'site' | 'beginningOf'>;

/** What `cardView` shows, for the digest of a page. */
export function digestOfCard({ site, beginningOf }: Carded, position: number): string {
  return `${site.articles[position]!.cardDigest} ${beginningOf(position)}`;
}

/** The card of an article without the beginning of its text; its `cardDigest` stands for it. */
export function briefCard(site: Site, position: number, config: Config): CardView {
  return cardWith('', site, position, config);
}

/** Cards of a list that begin their articles; those after them are headlines, so that a page of a list stays small. */
export const IN_FULL = 6;

/** The cards of a list: the first with their excerpts, the others without. */
export function cardViews(
  site: Site,
  positions: readonly number[],
  config: Config,
  inFull: number,
): CardView[] {
  return positions.map((position, i) => (i < inFull ? cardView : briefCard)(site, position, config));
}

/** What these cards show, for the digest of their page. */
export function digestsOfCards(edition: Carded, positions: readonly number[], inFull: number): string[] {
  return positions.map((position, i) =>
    i < inFull ? digestOfCard(edition, position) : edition.site.articles[position]!.cardDigest,
  );
}

/** A section or another named thing as a link. */
export function linkTo({ name, url }: { readonly name: string; readonly url: UrlPath }): LinkView {
  return { name, url };
}

/** Headlines with where they lead. */
export function headlineViews(
  headlines: readonly string[],
  urls: readonly (string | null)[],
): HeadlineView[] {
  return headlines.map((headline, i) => ({ headline, url: urls[i] ?? null }));
}

/** What every page shows of the site. */
export function siteView(
  site: Site,
  config: Config,
  assets: ReadonlyMap<string, OutputPath>,
  inlineScripts: readonly string[] = [],
): SiteView {
  const visible = site.sections.filter(({ hidden }) => !hidden);
  return {
    title: config.title,
    description: config.description,
    language: config.language,
    direction: directionOf(config.language),
    baseUrl: baseOf(config.baseUrl),
    sections: visible.map(linkTo),
    search: config.search !== 'none',
    robots: config.robots,
    contentSecurityPolicy: contentSecurityPolicy(inlineScripts),
    assets: Object.fromEntries([...assets].map(([name, path]) => [name.replaceAll('.', '_'), `/${path}`])),
  };
}

/** What a page says of itself; the rest has sensible defaults. */
export function headView(
  site: SiteView,
  kind: string,
  url: UrlPath,
  title: string,
  more: Partial<Omit<HeadView, 'kind' | 'url' | 'title' | 'jsonLd' | 'openGraph'>> & About = {},
): HeadView {
  const address = absolute(site.baseUrl, url);
  const { description = site.description, breadcrumbs = [], thing, graph } = more;
  const page = { kind, title, description };
  const things = [thing ?? webPage(page, address, site)];
  if (kind !== 'front')
    things.push(breadcrumbList(title, breadcrumbs, site, (to) => absolute(site.baseUrl, to)));
  return {
    kind,
    url,
    root: more.root ?? rootFrom(url),
    title,
    description,
    canonical: more.canonical ?? address,
    robots: more.robots ?? site.robots,
    previous: more.previous ?? null,
    next: more.next ?? null,
    breadcrumbs,
    feeds: more.feeds ?? feedLinks(site.title, urlOf()),
    openGraph: openGraph(page, address, site, graph),
    jsonLd: things.map(jsonLd),
  };
}

/** What a page is about, where it is more than a collection. */
interface About {
  readonly thing?: Thing;
  readonly graph?: readonly OpenGraphView[];
}

/** The formats of feeds: the kind of page that writes each, its file and its media type. */
export const FEEDS = [
  { kind: 'rss', file: 'feed.xml', name: 'RSS', type: 'application/rss+xml' },
  { kind: 'atom', file: 'atom.xml', name: 'Atom', type: 'application/atom+xml' },
  { kind: 'json-feed', file: 'feed.json', name: 'JSON Feed', type: 'application/feed+json' },
] as const;

/** The feeds of the site or of a section. */
export function feedLinks(title: string, home: UrlPath): FeedLinkView[] {
  return FEEDS.map(({ file, name, type }) => ({ title: `${title} (${name})`, type, url: home + file }));
}

/** The body of an article for a page that shows it, with where its cross-links lead. */
export function bodyOf(placed: SiteArticle, position: number, home: string | null = null): BodyWanted {
  const { crossLinks, bareLinks } = placed.links();
  return {
    article: position,
    crossLinks: headlineViews(
      placed.article.record.crossLinks.map(({ headline }) => headline),
      crossLinks,
    ),
    bareLinks,
    frame: placed.article.settled?.frame ?? [],
    home,
  };
}

/** The base address: ASCII, with a trailing slash, without a query or a fragment. */
function baseOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname.replace(/\/*$/, '')}/`;
}

/** The absolute address of a site-absolute one. */
export function absolute(baseUrl: string, url: string): string {
  return url.startsWith('/') ? baseUrl + url.slice(1) : url;
}
