import { timestamp } from '../base/dates.ts';
import type { FeedView } from '../pages/feeds.ts';
import type { Filled } from '../pages/types.ts';
import { element, xmlDocument, xmlText } from './xml.ts';

const GENERATOR = 'Broadsheet';

/** What a feed without entries says of its last change: RFC 4287 demands a date, and the clock is none of ours. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * Asks search engines to leave a private archive's feed out, in the file itself, for hosts that send no headers of ours.
 * The element is XHTML's and stands in its own namespace, as both formats allow.
 */
function robotsMark(view: FeedView): string | null {
  return view.site.robots === 'noindex'
    ? element('meta', null, {
        xmlns: 'http://www.w3.org/1999/xhtml',
        name: 'robots',
        content: 'noindex',
      })
    : null;
}

/**
 * RSS 2.0 as the RSS Advisory Board's Best Practices Profile 1.0 has it (https://www.rssboard.org/rss-profile): an
 * `atom:link` to itself, authors by `dc:creator` since `author` wants an e-mail address, the summary before
 * the full text, and all addresses absolute.
 */
export function writeRss(view: Filled<FeedView>): string {
  const items = view.entries.map((entry, i) =>
    element('item', [
      element('title', entry.title),
      element('link', entry.url),
      // `description` is HTML: text has to be escaped for HTML before it is escaped for XML.
      element('description', xmlText(entry.excerpt)),
      ...entry.authors.map((author) => element('dc:creator', author)),
      ...[entry.section, ...entry.tags].map((category) => element('category', category)),
      element('guid', entry.url, { isPermaLink: 'true' }),
      element('pubDate', timestamp(entry.published)?.rfc822 ?? ''),
      element('content:encoded', view.bodies[i] ?? ''),
    ]),
  );
  return xmlDocument(
    element(
      'rss',
      [
        element('channel', [
          element('title', view.title),
          element('link', view.home),
          element('description', view.description),
          element('language', view.site.language.toLowerCase()),
          view.updated === null ? null : element('lastBuildDate', timestamp(view.updated)?.rfc822 ?? ''),
          element('generator', GENERATOR),
          element('docs', 'https://www.rssboard.org/rss-specification'),
          element('atom:link', null, { href: view.self, rel: 'self', type: 'application/rss+xml' }),
          robotsMark(view),
          ...items,
        ]),
      ],
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
    ),
  );
}

/** Atom (RFC 4287). The feed has the paper as its author, so that entries without a name need none (4.1.2). */
export function writeAtom(view: Filled<FeedView>): string {
  const entries = view.entries.map((entry, i) =>
    element(
      'entry',
      [
        element('id', entry.url),
        element('title', entry.title),
        element('link', null, { href: entry.url, rel: 'alternate', type: 'text/html' }),
        entry.original === null ? null : element('link', null, { href: entry.original, rel: 'via' }),
        element('published', timestamp(entry.published)?.rfc3339 ?? NEVER),
        element('updated', timestamp(entry.updated)?.rfc3339 ?? NEVER),
        ...entry.authors.map((author) => element('author', [element('name', author)])),
        ...[...new Set([entry.section, ...entry.tags])].map((term) => element('category', null, { term })),
        element('summary', entry.excerpt),
        element('content', view.bodies[i] ?? '', { type: 'html' }),
      ],
      entry.language === view.site.language ? {} : { 'xml:lang': entry.language },
    ),
  );
  return xmlDocument(
    element(
      'feed',
      [
        element('id', view.self),
        element('title', view.title),
        element('subtitle', view.description),
        element('updated', timestamp(view.updated)?.rfc3339 ?? NEVER),
        element('author', [element('name', view.site.title), element('uri', view.site.baseUrl)]),
        element('link', null, { href: view.self, rel: 'self', type: 'application/atom+xml' }),
        element('link', null, { href: view.home, rel: 'alternate', type: 'text/html' }),
        element('generator', GENERATOR),
        robotsMark(view),
        ...entries,
      ],
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': view.site.language },
    ),
  );
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function writeJsonFeed(view: Filled<FeedView>): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: view.title,
    home_page_url: view.home,
    feed_url: view.self,
    description: view.description,
    authors: [{ name: view.site.title, url: view.site.baseUrl }],
    language: view.site.language,
    items: view.entries.map((entry, i) => ({
      id: entry.url,
      url: entry.url,
      ...(entry.original === null ? {} : { external_url: entry.original }),
      title: entry.title,
      content_html: view.bodies[i] ?? '',
      ...(entry.excerpt === '' ? {} : { summary: entry.excerpt }),
      date_published: timestamp(entry.published)?.rfc3339 ?? NEVER,
      ...(entry.updated === entry.published
        ? {}
        : { date_modified: timestamp(entry.updated)?.rfc3339 ?? NEVER }),
      ...(entry.authors.length === 0 ? {} : { authors: entry.authors.map((name) => ({ name })) }),
      tags: [...new Set([entry.section, ...entry.tags])],
      language: entry.language,
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
