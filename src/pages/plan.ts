import type { OutputPath } from '../base/brand.ts';
import { digestOf, digestOfAll, type RowDigests } from '../base/digest.ts';
import { type Problem, problem } from '../base/problem.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import type { Site } from '../site/types.ts';
import { articlePages } from './article.ts';
import { frontPages } from './front.ts';
import { datePages, sectionPages } from './listing.ts';
import { notFoundPages, searchPages } from './signposts.ts';
import { feedPages } from './feeds.ts';
import { hostingPages } from './hosting.ts';
import { rankingPages, recommendationPages, relatedPages, wantedPages } from './lists.ts';
import { redirectPages } from './redirects.ts';
import { searchIndexPages } from './search.ts';
import { newsSitemapPages, sitemapPages } from './sitemaps.ts';
import type { Edition, Page } from './types.ts';
import { siteView, yearLinks } from './views.ts';

/** Every kind of page, in the order of the plan. A new kind is a row here and a template of its name. */
const PLANNERS: readonly ((edition: Edition) => Iterable<Page>)[] = [
  articlePages,
  frontPages,
  sectionPages,
  datePages,
  relatedPages,
  rankingPages,
  recommendationPages,
  wantedPages,
  redirectPages,
  searchPages,
  notFoundPages,
  feedPages,
  newsSitemapPages,
  searchIndexPages,
];

/** Files that tell of the pages planned before them. */
const SURVEYORS: readonly ((edition: Edition, pages: readonly Page[]) => Page[])[] = [
  sitemapPages,
  hostingPages,
];

/** The files of a site, and what they are planned from. */
export interface Plan {
  readonly pages: readonly Page[];
  readonly edition: Edition;
  readonly problems: readonly Problem[];
}

/**
 * Which files the site has: a pure function of the site, known before anything is rendered. Two pages on one path
 * is an error that names both; the first one has the path.
 *
 * @param digests Of an earlier plan in this process: rows that are still the same are not hashed again.
 */
export function plan(...from: Parameters<typeof planning>): Plan {
  return finished(planning(...from));
}

/** Pages that are planned in one step. */
const STEP = 2_000;

/** `plan`, a kind of page a step, or a part of one. */
export function* planning(
  site: Site,
  config: Config,
  assets: ReadonlyMap<string, OutputPath>,
  inlineScripts: readonly string[] = [],
  digests: RowDigests | null = null,
): Steps<Plan> {
  const frame = siteView(site, config, assets, inlineScripts);
  const edition: Edition = {
    site,
    config,
    frame,
    frameDigest: digestOf(JSON.stringify(frame)),
    years: yearLinks(site),
    digestOf:
      digests === null ? (_, shown) => digestOfAll(shown) : (address, shown) => digests.of(address, shown),
  };
  const pages: Page[] = [];
  for (const planner of [...PLANNERS, ...SURVEYORS]) {
    yield;
    for (const page of planner(edition, pages)) if (pages.push(page) % STEP === 0) yield;
  }
  yield;
  const owners = new Map<OutputPath, Page>();
  const problems: Problem[] = [];
  for (const page of pages) {
    const owner = owners.get(page.path);
    if (owner === undefined) owners.set(page.path, page);
    else
      problems.push(
        problem(
          'error',
          'same-path',
          page.path,
          `Two pages want the path ${page.path}: ${called(owner)} and ${called(page)}.`,
          {
            hint: 'Change the permalink or the path of a section in site.yaml, or the slug of the article.',
          },
        ),
      );
  }
  return { pages: problems.length === 0 ? pages : [...owners.values()], edition, problems };
}

/** A page in words: its kind, and the article it comes from. */
function called({ kind, source }: Page): string {
  return source === undefined ? `the page of kind “${kind}”` : `the page of kind “${kind}” of ${source}`;
}
