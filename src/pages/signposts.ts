import type { OutputPath, UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { pageFile, urlOf } from '../base/paths.ts';
import type { Edition, LinkView, Page, View } from './types.ts';
import { headView } from './views.ts';

/** A page that leads on: to the sections (`site.sections`), to the years, to the search. */
export interface SignpostView extends View {
  readonly title: string;
  readonly years: readonly LinkView[];
}

/** The search page; without JavaScript it is a signpost to the pages that can be browsed. */
export function searchPages(edition: Edition): Page<SignpostView>[] {
  if (!edition.frame.search) return [];
  const url = urlOf('search');
  return [signpost(edition, 'search', url, pageFile(url), 'Search', {})];
}

/**
 * The page a host shows where there is none. It is served from addresses of any depth, so its way to the root is the
 * absolute path of `baseUrl`.
 */
export function notFoundPages(edition: Edition): Page<SignpostView>[] {
  const path = '404.html' as OutputPath;
  const root = new URL(edition.frame.baseUrl).pathname;
  return [
    signpost(edition, 'not-found', `/${path}` as UrlPath, path, 'Page not found', {
      root,
      robots: 'noindex',
    }),
  ];
}

function signpost(
  { frame, frameDigest, years }: Edition,
  kind: string,
  url: UrlPath,
  path: OutputPath,
  title: string,
  more: Parameters<typeof headView>[4],
): Page<SignpostView> {
  return {
    path,
    kind,
    digest: digestOfAll([frameDigest, ...years.map((year) => year.url)]),
    bodies: [],
    view: () => ({
      site: frame,
      page: headView(frame, kind, url, title, { description: `${title} – ${frame.title}`, ...more }),
      title,
      years,
    }),
  };
}
