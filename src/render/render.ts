import type { Body } from '../articles/types.ts';
import type { Digest, Html } from '../base/brand.ts';
import { digestOfAll, inOnePiece } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';
import type { BodyLinks, Page, View, WordsFound } from '../pages/types.ts';
import { bodyToHtml, loadPipeline } from './body.ts';
import { linkFrom } from './helpers.ts';
import { settledRoot } from './settled.ts';
import type { Templates } from './templates.ts';
import { writers } from './writers.ts';

/**
 * The key of a page's bytes: 80 bits of its view, then 48 of what renders it. Equal keys, equal bytes; of two keys
 * the halves say what became different.
 */
export function keyOf(page: Page, renderer: Digest): Digest {
  return inOnePiece(page.digest.slice(0, 20) + renderer.slice(0, 12)) as Digest;
}

/** Whether a key is that of a page; no key is made for it. */
export function isKeyOf(key: Digest, page: Page, renderer: Digest): boolean {
  return key.startsWith(page.digest.slice(0, 20)) && key.endsWith(renderer.slice(0, 12));
}

/** Which halves of two keys differ: what the page shows, what renders it. */
export function difference(
  key: Digest,
  published: Digest,
): { readonly view: boolean; readonly renderer: boolean } {
  return { view: !sameView(key, published), renderer: key.slice(20) !== published.slice(20) };
}

/** Whether a key is that of the view with this digest, or with that of this key. */
export function sameView(digest: Digest, key: Digest): boolean {
  return digest.slice(0, 20) === key.slice(0, 20);
}

/** Of what renders a kind of page: its template with all partials, or the writer's code. */
export function rendererOf(kind: string, templates: Templates, generator: string): Digest {
  return digestOfAll([generator, kind, writers[kind] ? '' : (templates.digestOf(kind) ?? '')]);
}

/** Renders a page whose bodies and words are at hand. */
export function render(
  kind: string,
  view: View,
  bodies: readonly Html[],
  templates: Templates,
  words: WordsFound | null = null,
): string | Problem {
  const filled = { ...view, bodies, words };
  const writer = writers[kind];
  if (writer) return writer(filled);
  return templates.render(kind, filled);
}

/** Loads what rendering bodies of these sources needs, to be awaited before the first of them is rendered. */
export async function prepareToRender(sources: readonly string[]): Promise<void> {
  if (sources.some((source) => source.endsWith('.md'))) await loadPipeline();
}

/** A body as HTML for a page: its cross-links lead where the site says, written from that page. */
export function renderBody(body: Pick<Body, 'root'>, links: BodyLinks, root: string): Html {
  const leads = new Map<string, string>(links.bareLinks);
  for (const { headline, url } of links.crossLinks) if (url !== null) leads.set(headline, url);
  return bodyToHtml(
    settledRoot(body.root, links),
    (headline) => {
      const url = leads.get(headline);
      return url === undefined ? null : linkFrom(root, url);
    },
    (address) => {
      const elsewhere = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
      if (elsewhere) return address;
      if (address.startsWith('/')) return linkFrom(root, address);
      return links.home !== null && URL.canParse(address, links.home)
        ? new URL(address, links.home).href
        : address;
    },
  );
}
