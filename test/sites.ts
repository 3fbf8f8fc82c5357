import type { Links, Site, SiteArticle } from '../src/site/types.ts';

/** A site as it can be compared: where articles lead looked up, the memo left out. */
export function spelledOut({ memo, ...site }: Site): Omit<Site, 'memo' | 'articles'> & {
  readonly articles: readonly (Omit<SiteArticle, 'links'> & { readonly links: Links })[];
} {
  return { ...site, articles: site.articles.map((placed) => ({ ...placed, links: placed.links() })) };
}
