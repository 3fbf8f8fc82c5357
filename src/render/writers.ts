import type { Filled, View } from '../pages/types.ts';
import { writeAtom, writeJsonFeed, writeRss } from './feeds.ts';
import { writeHeaders, writeRedirects, writeRobots } from './hosting.ts';
import { writeSearchCards, writeSearchIndex, writeSearchSections, writeSearchShard } from './search.ts';
import { writeNewsSitemap, writeSitemap, writeSitemapIndex } from './sitemaps.ts';

type Writer = (view: Filled) => string;

/** A row of the table: the planner of a kind and its writer agree on the view. */
const by = <V extends View>(write: (view: Filled<V>) => string): Writer => write as Writer;

/** Page kinds that code writes and no template: feeds, sitemaps and other files for machines. */
export const writers: Readonly<Record<string, Writer>> = {
  rss: by(writeRss),
  atom: by(writeAtom),
  'json-feed': by(writeJsonFeed),
  sitemap: by(writeSitemap),
  'sitemap-index': by(writeSitemapIndex),
  'news-sitemap': by(writeNewsSitemap),
  robots: by(writeRobots),
  headers: by(writeHeaders),
  redirects: by(writeRedirects),
  'search-index': by(writeSearchIndex),
  'search-cards': by(writeSearchCards),
  'search-sections': by(writeSearchSections),
  'search-shard': by(writeSearchShard),
  'no-jekyll': () => '',
};
