import type { OutputPath, UrlPath } from '../base/brand.ts';
import { timestamp } from '../base/dates.ts';
import { digestOfAll } from '../base/digest.ts';
import { urlOf } from '../base/paths.ts';
import type { Edition, Page, View } from './types.ts';
import { absolute, bodyOf, FEEDS, headView } from './views.ts';

/** One article in a feed; its text is the view's body of the same place. */
export interface EntryView {
  readonly title: string;
  /** Absolute; also the entry's id, because an article's address comes from that article alone. */
  readonly url: string;
  /** Absolute address of the original, where the record gives one. */
  readonly original: string | null;
  /** As in the record. */
  readonly published: string;
  /** As in the record; the date of publication where it was never changed. */
  readonly updated: string;
  readonly section: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly excerpt: string;
  /** BCP 47. */
  readonly language: string;
}

/** A feed, whatever its format: the newest articles of the site or of a section, with their whole text. */
export interface FeedView extends View {
  readonly title: string;
  readonly description: string;
  /** Absolute address of the page that the feed is of. */
  readonly home: string;
  /** Absolute address of the feed itself. */
  readonly self: string;
  /** When the newest change in it was made, as in the record; null where it has no entries. */
  readonly updated: string | null;
  readonly entries: readonly EntryView[];
}

/**
 * The feeds of the site and of every section, newest first. Articles without a date are left out, since every reader
 * would show them as new, and articles that ask not to be indexed; so are those of hidden sections from the feed of the site, as from its front page.
 */
export function feedPages(edition: Edition): Page<FeedView>[] {
  const { site, frame } = edition;
  const everything = site.articles.flatMap(({ section }, position) =>
    site.sections[section]!.hidden ? [] : [position],
  );
  return [
    ...feedsOf(edition, urlOf(), frame.title, everything),
    ...site.sections.flatMap(({ name, url, articles }) =>
      feedsOf(edition, url, `${name} – ${frame.title}`, articles),
    ),
  ];
}

function feedsOf(
  edition: Edition,
  home: UrlPath,
  title: string,
  positions: readonly number[],
): Page<FeedView>[] {
  const { site, config, frame } = edition;
  const newest: number[] = [];
  for (let i = positions.length - 1; i >= 0 && newest.length < config.feedLength; i--) {
    const { date, robots } = site.articles[positions[i]!]!.article.record;
    if (timestamp(date) !== null && robots !== 'noindex') newest.push(positions[i]!);
  }
  const entries = newest.map((position) => entryView(edition, position));
  const bodies = newest.map((position) =>
    bodyOf(site.articles[position]!, position, absolute(frame.baseUrl, site.articles[position]!.url)),
  );
  const updated = entries.reduce<string | null>((latest, entry) => {
    const [a, b] = [timestamp(latest), timestamp(entry.updated)];
    return b !== null && (a === null || b.instant > a.instant) ? entry.updated : latest;
  }, null);
  const description = frame.description === '' ? title : frame.description;

  return FEEDS.map(({ kind, file }) => {
    const path = `${home}${file}`;
    const view: FeedView = {
      site: frame,
      page: headView(frame, kind, home, title, { root: frame.baseUrl }),
      title,
      description,
      home: absolute(frame.baseUrl, home),
      self: absolute(frame.baseUrl, path),
      updated,
      entries,
    };
    return {
      path: path.slice(1) as OutputPath,
      kind,
      // Without the positions of the bodies' articles: an article of another section moves them.
      digest: digestOfAll([
        JSON.stringify(view),
        JSON.stringify(bodies.map(({ article: _, ...links }) => links)),
        ...newest.map(digestAt),
      ]),
      bodies,
      view: () => view,
    };
  });

  function digestAt(position: number): string {
    return site.articles[position]!.article.digest;
  }
}

function entryView({ site, frame }: Edition, position: number): EntryView {
  const { article, url, section } = site.articles[position]!;
  const { record } = article;
  const published = record.date ?? '';
  return {
    title: article.displayTitle,
    url: absolute(frame.baseUrl, url),
    original: record.canonical ?? null,
    published,
    updated: timestamp(record.updated) === null ? published : (record.updated ?? published),
    section: site.sections[section]!.name,
    authors: record.authors ?? [],
    tags: record.tags ?? [],
    excerpt: article.excerpt,
    language: article.language ?? frame.language,
  };
}
