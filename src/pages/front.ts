import { digestOfAll } from '../base/digest.ts';
import { pageFile, urlOf } from '../base/paths.ts';
import type { CardView, DateView, Edition, HeadlineView, LinkView, Page, View } from './types.ts';
import { cardView, cardViews, dateView, digestOfCard, digestsOfCards, headView, linkTo } from './views.ts';

/** The front page: a lead, seconds, and each section at a glance. */
export interface FrontView extends View {
  /** The day of this edition: that of the newest article, or the configured one. */
  readonly edition: DateView | null;
  readonly lead: CardView | null;
  /** The two below the lead. */
  readonly seconds: readonly CardView[];
  /** The column beside it. */
  readonly thirds: readonly CardView[];
  readonly sections: readonly (LinkView & { readonly cards: readonly CardView[] })[];
  /** The best of the site-wide ranking that the archive has. */
  readonly ranking: readonly HeadlineView[];
  readonly years: readonly LinkView[];
}

/** How much of each the page has room for. */
const SECONDS = 2;
const THIRDS = 3;
/** Headlines in all sections together, and the bounds for one. */
const IN_SECTIONS = 24;
const IN_SECTION = { least: 2, most: 4 } as const;
/** Sections of which each still has room for the beginning of its newest article. */
const IN_FULL = 6;
const RANKED = 10;

/** The front page. */
export function frontPages(edition: Edition): Page<FrontView>[] {
  const { site, config, frame, frameDigest } = edition;
  const url = urlOf();
  const visible = site.sections.filter(({ hidden }) => !hidden);
  const shown = new Set(site.sections.flatMap(({ hidden }, i) => (hidden ? [] : [i])));
  const newest: number[] = [];
  for (let i = site.articles.length - 1; i >= 0 && newest.length <= SECONDS + THIRDS; i--)
    if (shown.has(site.articles[i]!.section)) newest.push(i);
  const [lead, ...others] = newest;
  const taken = new Set(newest);
  const room = Math.floor(IN_SECTIONS / visible.length);
  const inSection = Math.min(IN_SECTION.most, Math.max(IN_SECTION.least, room));
  const glances = visible.map((section) => {
    const cards: number[] = [];
    for (let i = section.articles.length - 1; i >= 0 && cards.length < inSection; i--)
      if (!taken.has(section.articles[i]!)) cards.push(section.articles[i]!);
    return { section, cards };
  });
  const inFull = visible.length <= IN_FULL ? 1 : 0;
  const { years } = edition;
  const ranking = site.ranking
    .flatMap(({ headline, article }) =>
      article === null ? [] : [{ headline, url: site.articles[article]!.url }],
    )
    .slice(0, RANKED);
  return [
    {
      path: pageFile(url),
      kind: 'front',
      digest: digestOfAll([
        frameDigest,
        site.now.slice(0, 10),
        ...years.map((year) => year.url),
        ...newest.map((position) => digestOfCard(edition, position)),
        ...glances.flatMap(({ section, cards }) => [
          section.name,
          section.url,
          ...digestsOfCards(edition, cards, inFull),
        ]),
        ...ranking.flatMap(({ headline, url: to }) => [headline, to]),
      ]),
      bodies: [],
      view: () => ({
        site: frame,
        page: headView(frame, 'front', url, frame.title),
        edition: dateView(site.now.slice(0, 10), config.language),
        lead: lead === undefined ? null : cardView(site, lead, config),
        seconds: others.slice(0, SECONDS).map((position) => cardView(site, position, config)),
        thirds: others.slice(SECONDS).map((position) => cardView(site, position, config)),
        sections: glances
          .filter(({ cards }) => cards.length > 0)
          .map(({ section, cards }) => ({
            ...linkTo(section),
            cards: cardViews(site, cards, config, inFull),
          })),
        ranking,
        years,
      }),
    },
  ];
}
