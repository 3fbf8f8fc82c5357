import type { Article } from '../articles/types.ts';
import type { UrlPath } from '../base/brand.ts';
import { aliasPath, slugOf, urlOf } from '../base/paths.ts';
import { compare, type Problem, problem } from '../base/problem.ts';
import type { Config } from '../config.ts';
import type { Since } from './since.ts';
import type { Section } from './types.ts';

/** First parts of addresses that belong to the site itself; a section of that name gets a path of its own. */
const TAKEN: ReadonlySet<string> = new Set([
  'related',
  'ranking',
  'recommendation',
  'wanted',
  'search',
  'assets',
  'page',
  'stories',
]);

/** Where articles without a section stand. */
const DEFAULT_SECTION = 'News';

/** What the articles' own words and the configuration say about where everything stands. */
export interface Addresses {
  /** Same order as the articles given. */
  readonly urls: readonly UrlPath[];
  /** The path of the section of each article, same order. */
  readonly paths: readonly string[];
  /** By path: what the configuration or the source calls the section. */
  readonly places: ReadonlyMap<string, SectionPlace>;
  /** By name as the sources print it: the section's path, and how many articles are in it. */
  readonly names: ReadonlyMap<string, { readonly path: string; readonly count: number }>;
}

/** Addresses of before by the same configuration, and what has come and gone since. */
export interface AddressesBefore {
  readonly placed: Addresses;
  readonly articles: readonly Article[];
  readonly since: Since;
}

/** Addresses and cards in the order of the articles, under the part of the configuration that they follow from. */
export interface AddressMemo {
  readonly settings: string;
  readonly urls: readonly string[];
  /** What the cards show beside what the article and its address say: the section's name; and the digest of it all. */
  readonly sectionNames: readonly string[];
  readonly cards: readonly string[];
}

/**
 * The address of every article, from that article alone, so that none moves when another is added.
 *
 * @param old for each article its place in the memo, or −1
 */
export function addresses(
  articles: readonly Article[],
  config: Config,
  old: Int32Array,
  memo: AddressMemo | undefined,
  before?: AddressesBefore,
): Addresses {
  const again = before && movedAddresses(articles, config, before);
  if (again) return again;
  const names = new Map<string, SectionPlace & { count: number }>();
  const places = new Map<string, SectionPlace>();
  const paths = articles.map(({ record }) => {
    const name = record.section ?? DEFAULT_SECTION;
    let place = names.get(name);
    if (place === undefined) {
      place = { ...placeOf(name, config), count: 0 };
      names.set(name, place);
      const other = places.get(place.path);
      if (other === undefined || isBefore(place, other)) places.set(place.path, place);
    }
    place.count++;
    return place.path;
  });
  const known = memo?.settings === settingsOf(config) ? memo.urls : undefined;
  const pattern = patternOf(config.permalink);
  const urls = articles.map((article, i) =>
    known === undefined || old[i]! < 0
      ? permalink(article, pathAlone(article, paths[i]!, config), pattern)
      : (known[old[i]!]! as UrlPath),
  );
  return { urls, paths, places, names };
}

/** The addresses of before where they are now; null where sections have come or gone. */
function movedAddresses(
  articles: readonly Article[],
  config: Config,
  { placed, articles: then, since }: AddressesBefore,
): Addresses | null {
  const names = new Map(placed.names);
  const count = ({ record }: Article, more: number): string | undefined => {
    const name = record.section ?? DEFAULT_SECTION;
    const known = names.get(name);
    if (known === undefined) return undefined;
    names.set(name, { path: known.path, count: known.count + more });
    return known.path;
  };
  const pattern = patternOf(config.permalink);
  const own = new Map<number, { readonly path: string; readonly url: UrlPath }>();
  for (const place of since.come) {
    const path = count(articles[place]!, 1);
    if (path === undefined) return null;
    const url = permalink(articles[place]!, pathAlone(articles[place]!, path, config), pattern);
    own.set(place, { path, url });
  }
  for (const place of since.gone) count(then[place]!, -1);
  for (const name of names.values()) if (name.count === 0) return null;
  const urls = new Array<UrlPath>(articles.length);
  const paths = new Array<string>(articles.length);
  for (let i = 0; i < articles.length; i++) {
    const place = since.before[i]!;
    urls[i] = place < 0 ? own.get(i)!.url : placed.urls[place]!;
    paths[i] = place < 0 ? own.get(i)!.path : placed.paths[place]!;
  }
  return { urls, paths, places: placed.places, names };
}

/** What of the configuration an address follows from. */
export function settingsOf(config: Config): string {
  return JSON.stringify([config.permalink, config.sections]);
}

/** Where several scraped names share one path, the one that sorts first names it, whatever article came first. */
function isBefore(one: SectionPlace, other: SectionPlace): boolean {
  return one.order - other.order < 0 || (one.order === other.order && compare(one.name, other.name) < 0);
}

/** The sections, and whose articles they are. */
export interface Sections {
  readonly sections: readonly Section[];
  /** By position: the section's position. */
  readonly sectionOf: Int32Array;
  /** By path: the section's position. */
  readonly byPath: ReadonlyMap<string, number>;
}

/** The sections of the articles that are shown. */
export function sectionsOf(paths: readonly string[], places: ReadonlyMap<string, SectionPlace>): Sections {
  const members = new Map<string, number[]>();
  paths.forEach((path, i) => {
    const list = members.get(path);
    if (list === undefined) members.set(path, [i]);
    else list.push(i);
  });
  const ordered = [...members.keys()]
    .map((path) => places.get(path)!)
    .sort((a, b) =>
      a.order === b.order ? compare(a.name, b.name) || compare(a.path, b.path) : a.order < b.order ? -1 : 1,
    );
  const byPath = new Map(ordered.map(({ path }, i) => [path, i]));
  const sectionOf = new Int32Array(paths.length);
  for (let i = 0; i < paths.length; i++) sectionOf[i] = byPath.get(paths[i]!)!;
  return {
    sections: ordered.map(({ name, hidden, path }) => ({
      name,
      hidden,
      url: urlOf(path),
      articles: members.get(path)!,
    })),
    sectionOf,
    byPath,
  };
}

/**
 * Two articles on one address: an error that names both. The one that comes later in the order of their paths has no
 * place on the site.
 */
export function sharedAddresses(
  articles: readonly Article[],
  urls: readonly UrlPath[],
): { readonly displaced: ReadonlySet<Article>; readonly problems: readonly Problem[] } {
  const owners = new Map<UrlPath, Article>();
  const displaced = new Set<Article>();
  const problems: Problem[] = [];
  articles.forEach((article, i) => {
    const url = urls[i]!;
    const other = owners.get(url);
    const isFirst = other === undefined || article.source < other.source;
    if (isFirst) owners.set(url, article);
    if (other !== undefined) displaced.add(isFirst ? other : article);
  });
  articles.forEach((article, i) => {
    if (!displaced.has(article)) return;
    problems.push(
      problem(
        'error',
        'same-address',
        article.source,
        `Two articles have the address ${urls[i]}: ${owners.get(urls[i]!)!.source} and ${article.source}.`,
        {
          hint: 'Give one of them a `slug`, another date or another title, in its front matter or a sidecar (docs/record.md), or remove it.',
        },
      ),
    );
  });
  return { displaced, problems };
}

/**
 * Old paths that records name and no file can have: nothing leads on from there.
 *
 * @param isAliased whether there is anything to see, by position
 */
export function uselessAliases(
  articles: readonly Article[],
  isAliased: (position: number) => boolean,
): Problem[] {
  const aliased = articles.filter((_, position) => isAliased(position));
  return aliased.flatMap(({ source, record: { aliases = [] } }) =>
    aliases
      .filter((alias) => aliasPath(alias) === null)
      .map((alias) =>
        problem(
          'note',
          'alias-impossible',
          source,
          `No file can stand at the old path ${JSON.stringify(alias)}.`,
          {
            hint: 'A redirect needs a path of names without dots alone, colons, question marks and the like.',
          },
        ),
      ),
  );
}

/** A section as the configuration and its scraped name make it. */
export interface SectionPlace {
  readonly hidden: boolean;
  readonly name: string;
  readonly path: string;
  readonly order: number;
}

function placeOf(name: string, config: Config): SectionPlace {
  // A scraped name may be that of a method of every object.
  const setting = Object.hasOwn(config.sections, name) ? config.sections[name] : undefined;
  const shown = setting === 'hidden' ? undefined : setting;
  const path = shown?.path ?? slugOf(name);
  return {
    name: shown?.name ?? name,
    path: TAKEN.has(path) || /^\d{4}$/.test(path) ? `${path}-section` : path,
    order: setting === 'hidden' ? Number.POSITIVE_INFINITY : (shown?.order ?? 1000),
    hidden: setting === 'hidden',
  };
}

/** The path of the section that the article's file alone names. */
function pathAlone({ settled, record }: Article, path: string, config: Config): string {
  if (settled === undefined || settled.section === record.section) return path;
  return placeOf(settled.section ?? DEFAULT_SECTION, config).path;
}

/** A permalink taken apart: by part of the address, what stands there, `:section` and its kin to be filled in. */
type Pattern = readonly (readonly string[])[];

function patternOf(permalink: string): Pattern {
  return permalink.split('/').map((part) => part.split(/(:(?:section|slug|year|month|day))/));
}

/** An article's address by the pattern; the date's parts fall away where it has none. */
function permalink({ record, settled }: Article, section: string, pattern: Pattern): UrlPath {
  const date = record.date ?? '';
  const day = /^\d{4}-\d{2}-\d{2}/.test(date);
  const filled = (piece: string): string => {
    switch (piece) {
      case ':section':
        return section;
      case ':slug':
        return slugOf(record.slug ?? settled?.title ?? record.title);
      case ':year':
        return day ? date.slice(0, 4) : '';
      case ':month':
        return day ? date.slice(5, 7) : '';
      case ':day':
        return day ? date.slice(8, 10) : '';
      default:
        return piece;
    }
  };
  let address = '/';
  for (const pieces of pattern) {
    let part = '';
    for (const piece of pieces) part += filled(piece);
    if (part !== '') address += `${part}/`;
  }
  return address as UrlPath;
}
