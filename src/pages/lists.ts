import type { UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { pageFile, urlOf } from '../base/paths.ts';
import type { Ranked, Story } from '../site/types.ts';
import { pageEnds } from './paging.ts';
import { redirectPage } from './redirects.ts';
import type { CardView, DateView, Edition, HeadlineView, LinkView, Page, View } from './types.ts';
import {
  briefCard,
  cardView,
  cardViews,
  dateView,
  digestOfCard,
  digestsOfCards,
  headView,
  IN_FULL,
  linkTo,
} from './views.ts';

/** A story as a list of stories shows it. */
export interface StoryCardView {
  readonly title: string;
  readonly url: UrlPath;
  readonly count: number;
  /** The dates of its oldest and its newest article. */
  readonly from: DateView | null;
  readonly to: DateView | null;
  /** Its newest articles, newest first, at most two. */
  readonly latest: readonly CardView[];
}

/** `/related/` and its older pages: the running stories. */
export interface RelatedView extends View {
  readonly title: string;
  /** The number of this older page, counted from the oldest; null on the first one a reader meets. */
  readonly number: number | null;
  /** How many stories there are. */
  readonly count: number;
  /** On the first page: the stories with the newest articles, most lately first; elsewhere empty. */
  readonly active: readonly StoryCardView[];
  /** In the order in which they became stories, newest first; on the first page without those that are active. */
  readonly stories: readonly StoryCardView[];
  readonly older: UrlPath | null;
  readonly newer: UrlPath | null;
}

/** The page of a story: its articles as a timeline. */
export interface StoryView extends View {
  readonly title: string;
  readonly count: number;
  readonly from: DateView | null;
  readonly to: DateView | null;
  /** Newest first, one entry a day. */
  readonly days: readonly { readonly date: DateView; readonly cards: readonly CardView[] }[];
}

/** A row of a ranking. */
export interface RankedView extends HeadlineView {
  readonly place: number;
  /** How many lists name it, and the best place it has in one. */
  readonly lists: number;
  readonly best: number;
  /** Places won against the month before: `up`, `down` or `same` with how many, or `new`. */
  readonly trend: 'up' | 'down' | 'same' | 'new';
  readonly moved: number;
  /** The article, where the archive has it. */
  readonly card: CardView | null;
}

/** `/ranking/`, `/ranking/<section>/`, and the pages that go on from them. */
export interface RankingView extends View {
  readonly title: string;
  /** How the list is made, in one sentence. */
  readonly method: string;
  /** The section whose ranking it is; null for all of them. */
  readonly section: LinkView | null;
  /** The rankings of the sections. */
  readonly sections: readonly LinkView[];
  /** 1 for the first page. */
  readonly number: number;
  readonly rows: readonly RankedView[];
  /** On the first page of the whole ranking; elsewhere empty. */
  readonly mostLiked: readonly CardView[];
  /** The page with better places, and the one with worse. */
  readonly previous: UrlPath | null;
  readonly next: UrlPath | null;
}

/** `/recommendation/` and the pages that go on from it. */
export interface RecommendationView extends View {
  readonly title: string;
  readonly method: string;
  readonly number: number;
  readonly rows: readonly RankedView[];
  readonly previous: UrlPath | null;
  readonly next: UrlPath | null;
}

/** `/wanted/`: headlines that the archive does not have. */
export interface WantedView extends View {
  readonly title: string;
  readonly method: string;
  readonly number: number;
  readonly rows: readonly {
    readonly place: number;
    readonly headline: string;
    readonly count: number;
    /** The newest articles that name it. */
    readonly namedBy: readonly LinkView[];
  }[];
  readonly previous: UrlPath | null;
  readonly next: UrlPath | null;
}

const RANKING_METHOD =
  'Counted from the Ranking lists that the sources print beside their articles: place p is worth 1/(60 + p), a site has one vote a month for a headline, and a vote is worth half after three months.';
const RECOMMENDATION_METHOD =
  'What the sources recommend, counted like the ranking and then spread out: one of each section and story before a second of any, and what this archive has before what it has not.';
const WANTED_METHOD =
  'The headlines that most articles name in their lists and that this archive does not have, with the newest articles that name them.';

/** Stories with the newest articles that stand on top of `/related/`. */
const ACTIVE = 6;
const LATEST = 2;
const NAMED_BY = 2;

/** The running stories: `/related/`, its older pages, counted from the oldest like those of a section, and a page each. */
export function relatedPages(edition: Edition): Page[] {
  const { site, config, frameDigest } = edition;
  const { stories } = site;
  const title = 'Related';
  const url = urlOf('related');
  const ends = pageEnds(stories.length, config.perPage, (place) => stories[place]!.url);
  const full = ends.length;
  const pageUrl = (number: number): UrlPath => urlOf('related', 'page', number);
  const newest = (story: Story): number => story.articles.at(-1)!;
  const digestOfStory = (story: Story): string[] => [
    story.title,
    story.url,
    String(story.articles.length),
    dateOf(edition, story.articles[0]!),
    ...digestsOfCards(edition, story.articles.slice(-LATEST), 0),
  ];
  const page = (
    at: UrlPath,
    number: number | null,
    shown: readonly Story[],
    older: UrlPath | null,
    newer: UrlPath | null,
  ): Page<RelatedView> => {
    const active = number === null ? [...stories].sort((a, b) => newest(b) - newest(a)).slice(0, ACTIVE) : [];
    const others = shown.filter((story) => !active.includes(story));
    return {
      path: pageFile(at),
      kind: 'related',
      digest: digestOfAll([
        frameDigest,
        at,
        String(number),
        String(older),
        String(newer),
        number === null ? String(stories.length) : '',
        ...active.flatMap(digestOfStory),
        '',
        ...others.flatMap(digestOfStory),
      ]),
      bodies: [],
      view: () => ({
        site: edition.frame,
        page: headView(edition.frame, 'related', at, number === null ? title : `${title}, page ${number}`, {
          description: `Running stories – ${edition.frame.title}`,
          breadcrumbs: number === null ? [] : [{ name: title, url }],
          previous: newer,
          next: older,
        }),
        title,
        number,
        count: number === null ? stories.length : shown.length,
        active: active.map((story) => storyCard(edition, story)),
        stories: others.map((story) => storyCard(edition, story)),
        older,
        newer,
      }),
    };
  };
  // The active ones fill the first page, so that it lists only what fills no older page yet.
  const pages: Page[] = [
    page(url, null, stories.slice(ends.at(-1) ?? 0).reverse(), full > 0 ? pageUrl(full) : null, null),
  ];
  for (let number = 1; number <= full; number++)
    pages.push(
      page(
        pageUrl(number),
        number,
        stories.slice(number === 1 ? 0 : ends[number - 2], ends[number - 1]).reverse(),
        number > 1 ? pageUrl(number - 1) : null,
        pageUrl(number + 1),
      ),
    );
  if (full > 0) pages.push(redirectPage(edition, pageUrl(full + 1), url));
  return [...pages, ...stories.map((story) => storyPage(edition, story, { name: title, url }))];
}

function storyPage(edition: Edition, story: Story, parent: LinkView): Page<StoryView> {
  const { site, config, frame, frameDigest } = edition;
  return {
    path: pageFile(story.url),
    kind: 'story',
    digest: digestOfAll([
      frameDigest,
      story.url,
      story.title,
      ...story.articles.map((position) => digestOfCard(edition, position)),
    ]),
    bodies: [],
    view: () => {
      const { from, to, count } = storyCard(edition, story);
      const days = new Map<string, number[]>();
      for (const position of [...story.articles].reverse()) {
        const day = dateOf(edition, position).slice(0, 10);
        const cards = days.get(day);
        if (cards === undefined) days.set(day, [position]);
        else cards.push(position);
      }
      return {
        site: frame,
        page: headView(frame, 'story', story.url, story.title, {
          description: `${story.title}: ${count} articles – ${frame.title}`,
          breadcrumbs: [parent],
        }),
        title: story.title,
        count,
        from,
        to,
        days: [...days].map(([day, positions]) => ({
          date: dateView(day, config.language)!,
          cards: positions.map((position) => cardView(site, position, config)),
        })),
      };
    },
  };
}

function storyCard({ site, config }: Edition, { title, url, articles }: Story): StoryCardView {
  const day = (position: number): DateView | null =>
    dateView(site.articles[position]!.article.record.date, config.language);
  return {
    title,
    url,
    count: articles.length,
    from: day(articles[0]!),
    to: day(articles.at(-1)!),
    latest: articles
      .slice(-LATEST)
      .reverse()
      .map((position) => briefCard(site, position, config)),
  };
}

/** Members of stories have dates. */
function dateOf({ site }: Edition, position: number): string {
  return site.articles[position]!.article.record.date ?? '';
}

/**
 * Splits rows over pages: the first at `url`, the others at `url/page/2/` and on. A ranking has no oldest row to count
 * from, so these count from the best; they are few, and no reader keeps a link to the seventieth place.
 */
function chunked<Row, V extends View>(
  rows: readonly Row[],
  size: number,
  url: UrlPath,
  page: (part: Part<Row>) => Page<V>,
): Page<V>[] {
  const count = Math.max(1, Math.ceil(rows.length / size));
  const pageUrl = (number: number): UrlPath => (number === 1 ? url : (`${url}page/${number}/` as UrlPath));
  return Array.from({ length: count }, (_, i) =>
    page({
      url: pageUrl(i + 1),
      number: i + 1,
      rows: rows.slice(i * size, (i + 1) * size),
      offset: i * size,
      previous: i === 0 ? null : pageUrl(i),
      next: i + 1 === count ? null : pageUrl(i + 2),
    }),
  );
}

/** The rows of one page of a list that goes over several. */
interface Part<Row> {
  readonly url: UrlPath;
  readonly number: number;
  readonly rows: readonly Row[];
  /** How many rows stand before these. */
  readonly offset: number;
  readonly previous: UrlPath | null;
  readonly next: UrlPath | null;
}

/** What a row of a ranking shows, for the digest of its page. */
function digestOfRow({ site }: Edition, { headline, article, lists, best, change }: Ranked): string {
  const card = article === null ? '' : site.articles[article]!.cardDigest;
  return JSON.stringify([headline, card, lists, best, change]);
}

/** The beginning of an article that the archive has. */
function excerptOf({ site }: Edition, article: number | null): string {
  return article === null ? '' : site.articles[article]!.article.excerpt;
}

function rankedView({ site, config }: Edition, row: Ranked, place: number): RankedView {
  const { headline, article, lists, best, change } = row;
  return {
    headline,
    url: article === null ? null : site.articles[article]!.url,
    place,
    lists,
    best,
    trend: change === null ? 'new' : change > 0 ? 'up' : change < 0 ? 'down' : 'same',
    moved: Math.abs(change ?? 0),
    card: article === null ? null : briefCard(site, article, config),
  };
}

/** The head of a page of a list that goes over several. */
function headOf<Row>(
  edition: Edition,
  kind: string,
  title: string,
  first: LinkView,
  parents: readonly LinkView[],
  part: Part<Row>,
  description: string,
) {
  return headView(
    edition.frame,
    kind,
    part.url,
    part.number === 1 ? title : `${title}, page ${part.number}`,
    {
      description,
      breadcrumbs: part.number === 1 ? parents : [...parents, first],
      previous: part.previous,
      next: part.next,
    },
  );
}

/** `/ranking/` and the ranking of each section that has one. */
export function rankingPages(edition: Edition): Page<RankingView>[] {
  const { site, config, frame, frameDigest } = edition;
  const root: LinkView = { name: 'Ranking', url: urlOf('ranking') };
  const own = site.sections.map(({ name, url }, i) => ({
    section: linkTo(site.sections[i]!),
    link: { name, url: `/ranking${url}` as UrlPath },
    rows: site.sectionRanking[i]!,
    shown: !site.sections[i]!.hidden && site.sectionRanking[i]!.length > 0,
  }));
  const sections = own.filter(({ shown }) => shown).map(({ link }) => link);
  const ranking = (rows: readonly Ranked[], first: LinkView, section: LinkView | null): Page<RankingView>[] =>
    chunked(rows, config.perPage, first.url, (part) => {
      const title = section === null ? 'Ranking' : `Ranking: ${section.name}`;
      const liked = section === null && part.number === 1 ? site.mostLiked.slice(0, 10) : [];
      return {
        path: pageFile(part.url),
        kind: 'ranking',
        digest: digestOfAll([
          frameDigest,
          part.url,
          title,
          section?.url ?? '',
          String(part.next),
          ...sections.flatMap(({ name, url }) => [name, url]),
          '',
          ...part.rows.map((row) => digestOfRow(edition, row)),
          '',
          ...digestsOfCards(edition, liked, 0),
        ]),
        bodies: [],
        view: () => ({
          site: frame,
          page: headOf(
            edition,
            'ranking',
            title,
            first,
            section === null ? [] : [root],
            part,
            RANKING_METHOD,
          ),
          title,
          method: RANKING_METHOD,
          section,
          sections,
          number: part.number,
          rows: part.rows.map((row, i) => rankedView(edition, row, part.offset + i + 1)),
          mostLiked: cardViews(site, liked, config, 0),
          previous: part.previous,
          next: part.next,
        }),
      };
    });
  return [
    ...ranking(site.ranking, root, null),
    ...own.filter(({ shown }) => shown).flatMap(({ rows, link, section }) => ranking(rows, link, section)),
  ];
}

/** `/recommendation/`. */
export function recommendationPages(edition: Edition): Page<RecommendationView>[] {
  const { site, config, frame, frameDigest } = edition;
  const title = 'Recommendation';
  const first: LinkView = { name: title, url: urlOf('recommendation') };
  return chunked(site.recommendation, config.perPage, first.url, (part) => ({
    path: pageFile(part.url),
    kind: 'recommendation',
    digest: digestOfAll([
      frameDigest,
      part.url,
      String(part.next),
      ...part.rows.map((row) => digestOfRow(edition, row)),
      ...part.rows
        .slice(0, IN_FULL)
        .map(({ article }) => (article === null ? '' : edition.beginningOf(article))),
    ]),
    bodies: [],
    view: () => ({
      site: frame,
      page: headOf(edition, 'recommendation', title, first, [], part, RECOMMENDATION_METHOD),
      title,
      method: RECOMMENDATION_METHOD,
      number: part.number,
      rows: part.rows.map((row, i) => {
        const view = rankedView(edition, row, part.offset + i + 1);
        return i < IN_FULL && view.card !== null
          ? { ...view, card: { ...view.card, excerpt: excerptOf(edition, row.article) } }
          : view;
      }),
      previous: part.previous,
      next: part.next,
    }),
  }));
}

/** `/wanted/`. */
export function wantedPages(edition: Edition): Page<WantedView>[] {
  const { site, config, frame, frameDigest } = edition;
  const title = 'Wanted';
  const first: LinkView = { name: title, url: urlOf('wanted') };
  const linkOf = (position: number): LinkView => ({
    name: site.articles[position]!.article.displayTitle,
    url: site.articles[position]!.url,
  });
  return chunked(site.wanted, config.perPage, first.url, (part) => ({
    path: pageFile(part.url),
    kind: 'wanted',
    digest: digestOfAll([
      frameDigest,
      part.url,
      String(part.next),
      ...part.rows.map(({ headline, count, namedBy }) =>
        JSON.stringify([
          headline,
          count,
          ...namedBy.slice(0, NAMED_BY).flatMap((position) => [linkOf(position).name, linkOf(position).url]),
        ]),
      ),
    ]),
    bodies: [],
    view: () => ({
      site: frame,
      page: headOf(edition, 'wanted', title, first, [], part, WANTED_METHOD),
      title,
      method: WANTED_METHOD,
      number: part.number,
      rows: part.rows.map(({ headline, count, namedBy }, i) => ({
        place: part.offset + i + 1,
        headline,
        count,
        namedBy: namedBy.slice(0, NAMED_BY).map(linkOf),
      })),
      previous: part.previous,
      next: part.next,
    }),
  }));
}
