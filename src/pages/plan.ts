import type { OutputPath } from '../base/brand.ts';
import { DIGEST_LENGTH, digestOf, digestOfAll, type RowDigests } from '../base/digest.ts';
import { type Problem, problem } from '../base/problem.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import type { Site } from '../site/types.ts';
import {
  articleRows,
  fromOf,
  type KindMemo,
  memoOf,
  type PlanMemo,
  rememberedArticles,
  rememberedPages,
  rowAt,
  type Sees,
  settingsOf,
  shownOf,
} from './remembered.ts';
import { frontPages } from './front.ts';
import { datePages, sectionPages } from './listing.ts';
import { notFoundPages, searchPages } from './signposts.ts';
import { feedPages } from './feeds.ts';
import { hostingPages } from './hosting.ts';
import { rankingPages, recommendationPages, relatedPages, wantedPages } from './lists.ts';
import { redirectPages } from './redirects.ts';
import { searchIndexPages, searchShardPages } from './search.ts';
import { newsSitemapPages, sitemapPages } from './sitemaps.ts';
import type { Edition, LinkView, Page } from './types.ts';
import { siteView, yearLinks } from './views.ts';

/** Plans pages; those that tell of other pages are given those that are planned before them. */
interface Planner {
  readonly plan: (edition: Edition, pages: readonly Page[]) => readonly Page[];
  /** What the pages show of the articles: it says which of them may be taken over from an earlier plan (remembered.ts). */
  readonly sees: Sees;
}

/**
 * Every kind of page but those of single articles and the words of the search, in the order of the plan. A new kind is a row
 * here and a template of its name.
 */
const PLANNERS: Readonly<Record<string, Planner>> = {
  front: { plan: frontPages, sees: 'beginnings' },
  sections: { plan: sectionPages, sees: 'beginnings' },
  dates: { plan: datePages, sees: 'cards' },
  related: { plan: relatedPages, sees: 'beginnings' },
  rankings: { plan: rankingPages, sees: 'cards' },
  recommendation: { plan: recommendationPages, sees: 'beginnings' },
  wanted: { plan: wantedPages, sees: 'cards' },
  redirects: { plan: redirectPages, sees: 'cards' },
  search: { plan: searchPages, sees: 'cards' },
  notFound: { plan: notFoundPages, sees: 'cards' },
  feeds: { plan: feedPages, sees: 'texts' },
  newsSitemap: { plan: newsSitemapPages, sees: 'cards' },
  searchIndex: { plan: searchIndexPages, sees: 'cards' },
  sitemaps: { plan: sitemapPages, sees: 'cards' },
  hosting: { plan: hostingPages, sees: 'cards' },
};

/** The files of a site, and what they are planned from. */
export interface Plan {
  readonly pages: readonly Page[];
  readonly edition: Edition;
  readonly problems: readonly Problem[];
  /** To be handed to the next `plan`: the one given where that will do as well. */
  readonly memo: PlanMemo;
}

/**
 * Which files the site has: a pure function of the site, known before anything is rendered. Two pages on one path
 * is an error that names both; the first one has the path.
 *
 * @param digests Of an earlier plan in this process: rows that are still the same are not hashed again.
 * @param memo of an earlier plan: with it the same pages are planned sooner
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
  memo?: PlanMemo,
): Steps<Plan> {
  const frame = siteView(site, config, assets, inlineScripts);
  const frameDigest = digestOf(JSON.stringify(frame));
  const settings = settingsOf(config, frameDigest);
  const known = memo?.settings === settings ? memo : undefined;
  const { rows, fresh } = yield* articleRows(site, frameDigest, known?.rows);
  const shown = shownOf(site, settings, rows);
  let years: readonly LinkView[] | undefined;
  const edition: Edition = {
    site,
    config,
    frame,
    frameDigest,
    get years() {
      years ??= yearLinks(site);
      return years;
    },
    beginningOf: (position) => rowAt(rows.beginnings, position),
    digestOf:
      digests === null ? (_, shown) => digestOfAll(shown) : (address, shown) => digests.of(address, shown),
  };
  const pages: Page[] = [];
  yield;
  for (const page of rememberedArticles(edition, rows)) if (pages.push(page) % STEP === 0) yield;
  const kinds: Record<string, KindMemo> = {};
  let isSame = known?.shown === shown;
  for (const [name, { plan, sees }] of Object.entries(PLANNERS)) {
    yield;
    const own = known?.kinds[name];
    if (own !== undefined && own.from === fromOf(sees, shown, rows, own.articles)) {
      kinds[name] = own;
      pages.push(...rememberedPages(own, () => plan(edition, pages)));
      continue;
    }
    const planned = plan(edition, pages);
    kinds[name] = memoOf(sees, shown, rows, planned);
    pages.push(...planned);
    isSame = false;
  }
  yield;
  const shards = searchShardPages(
    edition,
    shown,
    ({ from, to }) => digestOf(rows.articles.slice(from * DIGEST_LENGTH, to * DIGEST_LENGTH)),
    known?.shards,
  );
  pages.push(...shards.pages);
  yield;
  const isClear = (isSame && known!.isClear) || new Set(pages.map(({ path }) => path)).size === pages.length;
  const { owners, problems } = isClear ? { owners: null, problems: [] } : ownersOf(pages);
  return {
    pages: owners === null ? pages : [...owners.values()],
    edition,
    problems,
    memo: isSame && fresh <= FEW ? known! : { settings, rows, shown, kinds, shards: shards.memo, isClear },
  };
}

/** So many articles may be others before what is remembered is put together anew: these alone are looked at once more. */
const FEW = 12;

/** Which page has each path where some have several, and the others that want it. */
function ownersOf(pages: readonly Page[]): {
  readonly owners: ReadonlyMap<OutputPath, Page>;
  readonly problems: readonly Problem[];
} {
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
  return { owners, problems };
}

/** A page in words: its kind, and the article it comes from. */
function called({ kind, source }: Page): string {
  return source === undefined ? `the page of kind “${kind}”` : `the page of kind “${kind}” of ${source}`;
}
