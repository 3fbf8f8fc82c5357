import type { Digest, OutputPath, SourcePath } from '../base/brand.ts';
import { DIGEST_LENGTH, digestOf, digestOfAll } from '../base/digest.ts';
import type { Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import { sinceBetween } from '../site/since.ts';
import type { Site, SiteArticle } from '../site/types.ts';
import { articlePage, digestOfPage } from './article.ts';
import type { ShardsMemo } from './search.ts';
import type { BodyWanted, Edition, Page, View } from './types.ts';

/*
 * Most builds plan the pages of the build before once more, but for a few. What a kind of page follows from is put together
 * here to one digest, and where that is the remembered one, so are its pages: their paths and digests are taken over, and
 * nothing is looked at. Such a page is planned after all when somebody asks for more of it, because its template is new.
 *
 * Everything is filed under all that it follows from, so a memo may be of any other state of the site.
 */

/** What is remembered of a plan. Plain data. */
export interface PlanMemo {
  /** Of the configuration and of what every page shows: all that follows holds under these alone. */
  readonly settings: Digest;
  readonly rows: ArticleRows;
  /** Of all that pages follow from but for the texts of the articles. */
  readonly shown: Digest;
  /** By the name of the planner. */
  readonly kinds: Readonly<Record<string, KindMemo>>;
  readonly shards: ShardsMemo | null;
  /** Whether each page has its path to itself. */
  readonly isClear: boolean;
}

/** The pages of one planner. */
export interface KindMemo {
  readonly from: Digest;
  /** The articles, by position, that the pages show as a whole. */
  readonly articles: readonly number[];
  /** Side by side; of a page that no article has to itself the source is ''. */
  readonly paths: readonly string[];
  readonly kinds: readonly string[];
  readonly digests: readonly string[];
  readonly sources: readonly string[];
}

/** The articles of a site in digests, each kind of them in one row of text, by position. */
export interface ArticleRows {
  /** Of the article, of what it shows of the others, and of its page. */
  readonly articles: string;
  readonly placed: string;
  readonly pages: string;
  /** Of what other pages show of it or say about it, and of how its text begins. */
  readonly cards: string;
  readonly beginnings: string;
}

/** The columns of `ArticleRows`. */
type Columns = { readonly [K in keyof ArticleRows]: string[] };

/** Articles that are looked at in one step. */
const STEP = 2_000;
/** From so many articles on that are others, all are looked at. */
const MANY = 500;

/** The articles in digests, and how many of them are not as they were. */
export function* articleRows(
  site: Site,
  frameDigest: Digest,
  memo: ArticleRows | undefined,
): Steps<{ readonly rows: ArticleRows; readonly fresh: number }> {
  const { articles } = site;
  const since =
    memo === undefined
      ? null
      : sinceBetween(
          articles.length,
          memo.articles.length / DIGEST_LENGTH,
          (i, then) =>
            memo.articles.startsWith(articles[i]!.article.digest, then * DIGEST_LENGTH) &&
            memo.placed.startsWith(articles[i]!.digest, then * DIGEST_LENGTH),
          MANY,
        );
  if (since !== null && since.come.length + since.gone.length === 0) return { rows: memo!, fresh: 0 };
  const columns: Columns = { articles: [], placed: [], pages: [], cards: [], beginnings: [] };
  for (let i = 0; i < articles.length; i++) {
    const then = since === null ? -1 : since.before[i]!;
    if (then >= 0) {
      let end = i + 1;
      while (end < articles.length && since!.before[end] === then + end - i) end++;
      for (const name of NAMES)
        columns[name].push(memo![name].slice(then * DIGEST_LENGTH, (then + end - i) * DIGEST_LENGTH));
      i = end - 1;
      continue;
    }
    if ((i + 1) % STEP === 0) yield;
    const placed = articles[i]!;
    columns.articles.push(placed.article.digest);
    columns.placed.push(placed.digest);
    columns.pages.push(digestOfPage(frameDigest, placed));
    columns.cards.push(cardOf(placed));
    columns.beginnings.push(digestOf(placed.article.excerpt));
  }
  const rows = {
    articles: columns.articles.join(''),
    placed: columns.placed.join(''),
    pages: columns.pages.join(''),
    cards: columns.cards.join(''),
    beginnings: columns.beginnings.join(''),
  };
  return { rows, fresh: since === null ? articles.length : since.come.length + since.gone.length };
}

/** Of what other pages show of an article or say about it: most have no more to say than their cards. */
function cardOf({ article, cardDigest, copies }: SiteArticle): Digest {
  const { date, updated, canonical, robots, aliases } = article.record;
  // To a card, no date and an empty one are the same.
  const said = [updated, canonical, robots, aliases, date === '' ? date : undefined];
  if (copies.length === 0 && said.every((each) => each === undefined)) return cardDigest;
  return digestOf(JSON.stringify([cardDigest, article.source, ...said, copies.map(({ url }) => url)]));
}

const NAMES = ['articles', 'placed', 'pages', 'cards', 'beginnings'] as const;

/** Of the configuration and what every page shows. */
export function settingsOf(config: Config, frameDigest: Digest): Digest {
  return digestOfAll([JSON.stringify(config), frameDigest]);
}

/** Of all that pages follow from but for the texts of the articles. */
export function shownOf(site: Site, settings: Digest, { cards }: ArticleRows): Digest {
  const { now, sections, stories, ranking, sectionRanking, recommendation, wanted, mostLiked } = site;
  return digestOfAll([
    settings,
    digestOf(cards),
    JSON.stringify([now, ...[sections, stories, ranking, sectionRanking, recommendation, wanted, mostLiked]]),
  ]);
}

/** What pages show of articles: their cards; how they begin as well; or all of some of them. */
export type Sees = 'cards' | 'beginnings' | 'texts';

/** Of what pages follow from that show so much of the articles. */
export function fromOf(sees: Sees, shown: Digest, rows: ArticleRows, articles: readonly number[]): Digest {
  if (sees === 'cards') return shown;
  if (sees === 'beginnings') return digestOfAll([shown, digestOf(rows.beginnings)]);
  return digestOfAll([
    shown,
    ...articles.flatMap((position) => [rowAt(rows.articles, position), rowAt(rows.placed, position)]),
  ]);
}

/** The digest of an article in a column. */
export function rowAt(column: string, position: number): Digest {
  return column.slice(position * DIGEST_LENGTH, (position + 1) * DIGEST_LENGTH) as Digest;
}

/** The pages of the articles. */
export function* rememberedArticles(edition: Edition, { pages }: ArticleRows): Iterable<Page> {
  const { articles } = edition.site;
  for (let i = 0; i < articles.length; i++) yield articlePage(edition, articles[i]!, i, rowAt(pages, i));
}

/** What is remembered of the pages of one planner. */
export function memoOf(sees: Sees, shown: Digest, rows: ArticleRows, pages: readonly Page[]): KindMemo {
  const articles =
    sees === 'texts'
      ? [...new Set(pages.flatMap(({ bodies }) => bodies.map(({ article }) => article)))].sort(
          (a, b) => a - b,
        )
      : [];
  return {
    from: fromOf(sees, shown, rows, articles),
    articles,
    paths: pages.map(({ path }) => path),
    kinds: pages.map(({ kind }) => kind),
    digests: pages.map(({ digest }) => digest),
    sources: pages.map(({ source }) => source ?? ''),
  };
}

/**
 * The pages of a planner as they were.
 *
 * @param plan plans them after all
 */
export function rememberedPages(memo: KindMemo, plan: () => Iterable<Page>): Page[] {
  let planned: ReadonlyMap<OutputPath, Page> | undefined;
  const planAt = (path: OutputPath): Page => {
    planned ??= new Map([...plan()].map((page) => [page.path, page]));
    return planned.get(path)!;
  };
  return memo.paths.map((path, i) => new RememberedPage(path as OutputPath, i, memo, planAt));
}

class RememberedPage implements Page {
  readonly path: OutputPath;
  readonly kind: string;
  declare readonly source?: SourcePath;
  readonly digest: Digest;
  readonly #planAt: (path: OutputPath) => Page;

  constructor(
    path: OutputPath,
    i: number,
    { kinds, digests, sources }: KindMemo,
    planAt: (path: OutputPath) => Page,
  ) {
    this.path = path;
    this.kind = kinds[i]!;
    this.digest = digests[i] as Digest;
    if (sources[i] !== '') this.source = sources[i] as SourcePath;
    this.#planAt = planAt;
  }

  get bodies(): readonly BodyWanted[] {
    return this.#planAt(this.path).bodies;
  }

  view(): View {
    return this.#planAt(this.path).view();
  }
}
