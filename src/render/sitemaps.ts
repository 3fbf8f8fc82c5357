import type { NewsSitemapView, SitemapView } from '../pages/sitemaps.ts';
import type { Filled } from '../pages/types.ts';
import { element, xmlDocument } from './xml.ts';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';

/** A sitemap by https://www.sitemaps.org/protocol.html. */
export function writeSitemap({ places }: Filled<SitemapView>): string {
  return listOf('urlset', 'url', places);
}

/** An index of sitemaps, by the same protocol. */
export function writeSitemapIndex({ places }: Filled<SitemapView>): string {
  return listOf('sitemapindex', 'sitemap', places);
}

function listOf(root: string, each: string, places: SitemapView['places']): string {
  const children = places.map(({ loc, lastmod }) =>
    element(each, [element('loc', loc), lastmod === null ? null : element('lastmod', lastmod)]),
  );
  return xmlDocument(element(root, children, { xmlns: SITEMAP }));
}

/** Google's extension for news. */
export function writeNewsSitemap({ site, articles }: Filled<NewsSitemapView>): string {
  const children = articles.map(({ loc, title, date, language }) =>
    element('url', [
      element('loc', loc),
      element('news:news', [
        element('news:publication', [element('news:name', site.title), element('news:language', language)]),
        element('news:publication_date', date),
        element('news:title', title),
      ]),
    ]),
  );
  return xmlDocument(element('urlset', children, { xmlns: SITEMAP, 'xmlns:news': NEWS }));
}
