import type { Body } from '../articles/types.ts';
import type { Digest, Html } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';
import type { BodyLinks, Page, View } from '../pages/types.ts';
import { bodyToHtml } from './body.ts';
import { linkFrom } from './helpers.ts';
import type { Templates } from './templates.ts';
import { writers } from './writers.ts';

/** The key of a page's bytes: its view and what renders it. Equal keys, equal bytes. */
export function keyOf(page: Page, templates: Templates): Digest {
  return digestOfAll([
    page.kind,
    page.digest,
    writers[page.kind] ? '' : (templates.digestOf(page.kind) ?? ''),
  ]);
}

/** Renders a page whose bodies are at hand. */
export function render(
  kind: string,
  view: View,
  bodies: readonly Html[],
  templates: Templates,
): string | Problem {
  const filled = { ...view, bodies };
  const writer = writers[kind];
  return writer ? writer(filled) : templates.render(kind, filled);
}

/** A body as HTML for a page: its cross-links lead where the site says, written from that page. */
export function renderBody(body: Body, links: BodyLinks, root: string): Html {
  const leads = new Map<string, string>(links.bareLinks);
  for (const { headline, url } of links.crossLinks) if (url !== null) leads.set(headline, url);
  return bodyToHtml(body.root, (headline) => {
    const url = leads.get(headline);
    return url === undefined ? null : linkFrom(root, url);
  });
}
