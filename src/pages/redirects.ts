import type { UrlPath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { pageFile } from '../base/paths.ts';
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
