import type { UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { aliasPath, pageFile } from '../base/paths.ts';
import type { Edition, Page, View } from './types.ts';
import { absolute, headView } from './views.ts';

/** A page that leads elsewhere, for hosts that know no redirects. */
export interface RedirectView extends View {
  /** Site-absolute or an absolute http(s) address. */
  readonly target: string;
  /** Whether the address moved for good, so that hosts may say so; false where a page will stand there one day. */
  readonly permanent: boolean;
}

/** A redirect from one address of the site to another. */
export function redirectPage(
  edition: Edition,
  from: UrlPath,
  target: UrlPath,
  permanent = true,
): Page<RedirectView> {
  const { frame, frameDigest } = edition;
  return {
    path: pageFile(from),
    kind: 'redirect',
    digest: digestOfAll([frameDigest, from, target]),
    bodies: [],
    view: () => ({
      site: frame,
      page: headView(frame, 'redirect', from, frame.title, {
        canonical: absolute(frame.baseUrl, target),
        robots: 'noindex',
      }),
      target,
      permanent,
    }),
  };
}

/** The old addresses: of copies, which lead to the article they are a copy of, and those that records name. */
export function redirectPages(edition: Edition): Page<RedirectView>[] {
  const { articles } = edition.site;
  const taken = new Set<string>(articles.map(({ url }) => pageFile(url)));
  return articles.flatMap(({ article, url, copies }) => {
    const pages: Page<RedirectView>[] = [];
    for (const copy of copies) {
      const file = pageFile(copy.url);
      if (taken.has(file)) continue;
      taken.add(file);
      pages.push(redirectPage(edition, copy.url, url));
    }
    for (const alias of article.record.aliases ?? []) {
      const path = aliasPath(alias);
      if (path === null || path.url === url) continue;
      pages.push({ ...redirectPage(edition, path.url, url), path: path.file, source: article.source });
    }
    return pages;
  });
}
