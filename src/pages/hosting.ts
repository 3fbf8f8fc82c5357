import type { OutputPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { urlOf } from '../base/paths.ts';
import type { RedirectView } from './redirects.ts';
import type { Edition, Page, View } from './types.ts';
import { absolute, headView } from './views.ts';

/** robots.txt */
export interface RobotsView extends View {
  /** What crawlers may do with the text: `search`, `ai-input`, `ai-train`. */
  readonly signals: readonly { readonly name: string; readonly allowed: boolean }[];
  /** Absolute addresses; none where the site asks not to be indexed. */
  readonly sitemaps: readonly string[];
}

/** `_headers`: what hosts that read it send with each file. */
export interface HeadersView extends View {
  readonly rules: readonly {
    readonly path: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  }[];
}

/** `_redirects`: pages that moved for good, for hosts that can answer 301. */
export interface RedirectsView extends View {
  readonly redirects: readonly { readonly from: string; readonly to: string }[];
}

/** Files that the publisher may write instead: one of that name among the static files takes its place. */
export const REPLACEABLE: ReadonlySet<string> = new Set(['robots', 'headers', 'redirects', 'no-jekyll']);

/** Files that tell crawlers and hosts how to treat the site. `pages` are all pages planned. */
export function hostingPages(edition: Edition, pages: readonly Page[]): Page[] {
  const { config, frame } = edition;
  const indexed = frame.robots === 'index';
  const { search, aiInput, aiTrain } = config.contentSignal;
  const file = <V extends object>(path: string, kind: string, own: V): Page<View & V> => ({
    path: path as OutputPath,
    kind,
    digest: digestOf(JSON.stringify(own)),
    bodies: [],
    view: () => ({ site: frame, page: headView(frame, kind, urlOf(), frame.title), ...own }),
  });
  const robots: Omit<RobotsView, keyof View> = {
    signals: [
      { name: 'search', allowed: indexed && search },
      { name: 'ai-input', allowed: aiInput },
      { name: 'ai-train', allowed: aiTrain },
    ],
    sitemaps: pages
      .filter(({ path, kind }) => path === 'sitemap.xml' || kind === 'news-sitemap')
      .map(({ path }) => absolute(frame.baseUrl, `/${path}`)),
  };
  const headers: Omit<HeadersView, keyof View> = {
    rules: [
      {
        path: '/*',
        headers: [
          {
            name: 'Content-Security-Policy',
            value: `${frame.contentSecurityPolicy}; frame-ancestors 'none'`,
          },
          { name: 'X-Content-Type-Options', value: 'nosniff' },
          { name: 'X-Frame-Options', value: 'DENY' },
          { name: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          { name: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
          { name: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          ...(indexed ? [] : [{ name: 'X-Robots-Tag', value: 'noindex' }]),
        ],
      },
      {
        // These names hold a digest of the content.
        path: '/assets/*',
        headers: [{ name: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
      },
    ],
  };
  const redirects: Omit<RedirectsView, keyof View> = {
    redirects: pages
      .filter(({ kind }) => kind === 'redirect')
      .map((page) => ({ page, view: page.view() as RedirectView }))
      .filter(({ view }) => view.permanent)
      .map(({ page, view }) => ({
        from: `/${page.path.replace(/index\.html$/, '')}`,
        to: throughPrefix(frame.baseUrl, view.target),
      })),
  };
  return [
    file('robots.txt', 'robots', robots),
    file('_headers', 'headers', headers),
    file('_redirects', 'redirects', redirects),
    file('.nojekyll', 'no-jekyll', {}),
  ];
}

/** An address of the site as a browser sees it: a host that answers for `/news/` is asked for `/news/page/`. */
function throughPrefix(baseUrl: string, target: string): string {
  return target.startsWith('/') ? new URL(baseUrl).pathname + target.slice(1) : target;
}
