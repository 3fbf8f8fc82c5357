import type { ArticleRecord } from '../articles/types.ts';
import type { Digest, OutputPath, SourcePath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { pageFile } from '../base/paths.ts';
import { headlineOf } from '../site/link.ts';
import type { Copy, SiteArticle } from '../site/types.ts';
import type { BodyWanted, CardView, DateView, Edition, HeadlineView, LinkView, Page, View } from './types.ts';
import { articleGraph, newsArticle } from './structured.ts';
import {
  absolute,
  bodyOf,
  briefCard,
  dateView,
  directionOf,
  headlineViews,
  headView,
  linkTo,
  monthLink,
} from './views.ts';

/** The page of one article. */
export interface ArticleView extends View {
  readonly article: {
    readonly title: string;
    /** The standfirst, where the record gives one. */
    readonly description: string | null;
    readonly date: DateView | null;
    readonly updated: DateView | null;
    readonly section: LinkView;
    /** The page of the month it was printed in. */
    readonly month: LinkView | null;
    readonly siteName: string | null;
    readonly dateline: string | null;
    readonly authors: readonly string[];
    readonly tags: readonly string[];
    readonly likes: number | null;
    readonly credits: readonly string[];
    readonly corrections: readonly { readonly date: DateView | null; readonly text: string }[];
    readonly wordCount: number;
    /** To read it; 0 where there is nothing to read. */
    readonly minutes: number;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl' | null;
    /** The address of the original, where the record gives it. */
    readonly original: string | null;
  };
  /** What the source listed: `related`, `ranking`, `recommendation`; empty ones are left out. */
  readonly lists: readonly {
    readonly name: string;
    readonly title: string;
    readonly headlines: readonly HeadlineView[];
  }[];
  /** What was computed here. */
  readonly similar: readonly { readonly card: CardView; readonly shared: readonly string[] }[];
  readonly story: {
    readonly title: string;
    readonly url: string;
    readonly previous: CardView | null;
    readonly next: CardView | null;
  } | null;
  readonly copies: readonly {
    readonly siteName: string | null;
    readonly date: DateView | null;
    readonly section: string | null;
  }[];
}

/** The three lists of a source, in its order. */
const LISTS = [
  ['related', 'Related'],
  ['ranking', 'Ranking'],
  ['recommendation', 'Recommendation'],
] as const;

/**
 * The page of the article at a position of the site: from that article and from what it names, so that it changes rarely.
 *
 * @param digest what `digestOfPage` says
 */
export function articlePage(
  edition: Edition,
  placed: SiteArticle,
  position: number,
  digest = digestOfPage(edition.frameDigest, placed),
): Page<ArticleView> {
  return new ArticlePage(edition, placed, position, digest);
}

/** Of everything that `articleView` reads; a property test over random edits holds the two together. */
export function digestOfPage(frameDigest: Digest, { article, digest }: SiteArticle): Digest {
  return digestOf(`${frameDigest} ${article.digest} ${digest}`);
}

class ArticlePage implements Page<ArticleView> {
  readonly path: OutputPath;
  readonly kind = 'article';
  readonly source: SourcePath;
  readonly digest: Digest;
  readonly #edition: Edition;
  readonly #placed: SiteArticle;
  readonly #position: number;

  constructor(edition: Edition, placed: SiteArticle, position: number, digest: Digest) {
    const { article, url } = placed;
    this.path = pageFile(url);
    this.source = article.source;
    this.digest = digest;
    this.#edition = edition;
    this.#placed = placed;
    this.#position = position;
  }

  get bodies(): readonly BodyWanted[] {
    return [bodyOf(this.#placed, this.#position)];
  }

  view(): ArticleView {
    return articleView(this.#edition, this.#placed, this.#position);
  }
}

function articleView(edition: Edition, placed: SiteArticle, position: number): ArticleView {
  const { site, config, frame } = edition;
  const { article, url } = placed;
  const { record } = article;
  const links = placed.links();
  const section = linkTo(site.sections[placed.section]!);
  const story = placed.story === null ? null : site.stories[placed.story]!;
  const { previous, next } = neighbours(edition, placed, position);
  const day = (date: string | null | undefined): DateView | null => dateView(date, config.language);
  return {
    site: frame,
    page: headView(frame, 'article', url, article.displayTitle, {
      description: record.description ?? article.excerpt,
      canonical: record.canonical ?? absolute(frame.baseUrl, url),
      breadcrumbs: [section],
      ...(record.robots === 'noindex' ? { robots: 'noindex' } : {}),
      thing: newsArticle(placed, section.name, absolute(frame.baseUrl, url), frame),
      graph: articleGraph(record, section.name),
    }),
    article: {
      title: article.displayTitle,
      description: record.description ?? null,
      date: day(record.date),
      updated: day(record.updated),
      section,
      month: monthLink(record.date, config.language),
      siteName: record.siteName,
      dateline: record.dateline,
      authors: record.authors ?? [],
      tags: record.tags ?? [],
      likes: record.likes,
      credits: record.credits,
      corrections: (record.corrections ?? []).map(({ date, text }) => ({ date: day(date), text })),
      wordCount: article.wordCount,
      minutes: article.wordCount === 0 ? 0 : Math.max(1, Math.round(article.wordCount / 220)),
      language: article.language,
      direction: article.language === null ? null : directionOf(article.language),
      original: record.canonical ?? null,
    },
    lists: LISTS.filter(([name]) => record[name].length > 0).map(([name, title]) => ({
      name,
      title,
      headlines: headlineViews(record[name].map(headlineOf), links[name]),
    })),
    similar: links.similar.map((similar) => ({
      card: briefCard(site, similar.article, config),
      shared: similar.shared,
    })),
    story:
      story === null
        ? null
        : {
            title: story.title,
            url: story.url,
            previous: previous === null ? null : briefCard(site, previous, config),
            next: next === null ? null : briefCard(site, next, config),
          },
    copies: placed.copies
      .filter((copy) => !isSamePrint(copy, record))
      .map(({ siteName, date, section: name }) => ({ siteName, date: day(date), section: name })),
  };
}

/** Whether there is nothing to tell of a copy: the same page, found twice. */
function isSamePrint(copy: Copy, { siteName, date, section }: ArticleRecord): boolean {
  return copy.siteName === siteName && copy.date === date && copy.section === section;
}

/** The articles before and after this one in its story. */
function neighbours(
  { site }: Edition,
  placed: SiteArticle,
  position: number,
): { previous: number | null; next: number | null } {
  const thread = placed.story === null ? [] : site.stories[placed.story]!.articles;
  const place = thread.indexOf(position);
  return { previous: thread[place - 1] ?? null, next: place < 0 ? null : (thread[place + 1] ?? null) };
}
