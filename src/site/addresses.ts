import type { Article } from '../articles/types.ts';
import type { UrlPath } from '../base/brand.ts';
import { slugOf, urlOf } from '../base/paths.ts';
import { compare, type Problem, problem } from '../base/problem.ts';
import type { Config } from '../config.ts';
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
  /** Position in `sections`, same order as the articles given. */
  readonly sectionOf: readonly number[];
  readonly sections: readonly Section[];
  readonly problems: readonly Problem[];
}

/**
 * The address of every article, from that article alone, so that none moves when another is added; and the
 * sections. Two articles on one address is an error that names both.
 */
export function addresses(articles: readonly Article[], config: Config): Addresses {
  const places = new Map<string, SectionPlace>();
  const byPath = new Map<string, { readonly place: SectionPlace; readonly members: number[] }>();
  const paths = articles.map(({ record }, i) => {
    const name = record.section ?? DEFAULT_SECTION;
    const place = places.get(name) ?? placeOf(name, config);
    places.set(name, place);
    const section = byPath.get(place.path);
    if (section === undefined) byPath.set(place.path, { place, members: [i] });
    else section.members.push(i);
    return place.path;
  });

  const ordered = [...byPath.values()].sort(
    (a, b) =>
      a.place.order - b.place.order ||
      compare(a.place.name, b.place.name) ||
      compare(a.place.path, b.place.path),
  );
  const position = new Map(ordered.map(({ place }, i) => [place.path, i]));

  const problems: Problem[] = [];
  const owners = new Map<UrlPath, Article>();
  const urls = articles.map((article, i) => {
    const url = permalink(article, paths[i]!, config.permalink);
    const owner = owners.get(url);
    if (owner === undefined) owners.set(url, article);
    else
      problems.push(
        problem(
          'error',
          'same-address',
          article.source,
          `Two articles have the address ${url}: ${owner.source} and this one.`,
          {
            hint: 'Give one of them a `slug`, another date or another title, or remove it.',
          },
        ),
      );
    return url;
  });

  return {
    urls,
    sections: ordered.map(({ place, members }) => ({
      name: place.name,
      hidden: place.hidden,
      url: urlOf(place.path),
      articles: members,
    })),
    sectionOf: paths.map((path) => position.get(path)!),
    problems,
  };
}

interface SectionPlace {
  readonly hidden: boolean;
  readonly name: string;
  readonly path: string;
  readonly order: number;
}

function placeOf(name: string, config: Config): SectionPlace {
  const setting = config.sections[name];
  const shown = setting === 'hidden' ? undefined : setting;
  const path = shown?.path ?? slugOf(name);
  return {
    name: shown?.name ?? name,
    path: TAKEN.has(path) || /^\d{4}$/.test(path) ? `${path}-section` : path,
    order: setting === 'hidden' ? Number.POSITIVE_INFINITY : (shown?.order ?? 1000),
    hidden: setting === 'hidden',
  };
}

/** An article's address by the pattern; the date's parts fall away where it has none. */
function permalink({ record }: Article, section: string, pattern: string): UrlPath {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(record.date ?? '') ?? [];
  const values: Record<string, string | undefined> = {
    section,
    slug: slugOf(record.slug ?? record.title),
    year,
    month,
    day,
  };
  const parts = pattern
    .split('/')
    .map((part) => part.replace(/:(section|slug|year|month|day)/g, (_, name: string) => values[name] ?? ''))
    .filter((part) => part !== '');
  return urlOf(...parts);
}
