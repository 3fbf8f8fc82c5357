import { readFileSync } from 'node:fs';
import type { Digest, OutputPath, SourcePath } from './base/brand.ts';
import { digestOf } from './base/digest.ts';
import { type Problem, problem } from './base/problem.ts';
import type { Steps } from './base/steps.ts';
import type { Words } from './cache/words.ts';
import type { Asset, StaticFile } from './inputs.ts';
import { type Entry, MANIFEST_NAME, type Manifest } from './output/manifest.ts';
import type { Difference } from './pages/differences.ts';
import type { Page } from './pages/types.ts';
import type { PrintOrder } from './press/types.ts';
import { difference, isKeyOf, keyOf } from './render/render.ts';
import { squeezeStylesheet } from './render/stylesheet.ts';
import type { Upcoming } from './serve/proofs.ts';
import type { Site } from './site/types.ts';

/** A file that is put into the site without being rendered. */
export type Copy =
  | StaticFile
  | { readonly path: OutputPath; readonly bytes: Uint8Array; readonly digest: Digest };

/** Why a page is rendered. */
export interface Reason {
  readonly path: OutputPath;
  readonly reason: string;
  /** Whether what it shows is other than what was published, and whether what renders it is. */
  readonly view: boolean;
  readonly renderer: boolean;
  /** What exactly became different; only where that was asked for. */
  readonly differences: readonly Difference[];
}

/** What has to be done so that the published site becomes the planned one. */
export interface Changes {
  /** Pages to be rendered. */
  readonly stale: readonly Page[];
  readonly reasons: readonly Reason[];
  readonly copies: readonly Copy[];
  readonly deleted: readonly OutputPath[];
  /** The whole site as it will be, less what has no place; of stale pages the digest is not known yet. */
  readonly entries: Map<OutputPath, Entry>;
  readonly problems: readonly Problem[];
}

/** An output folder as it was found. */
export interface Found {
  readonly manifest: Manifest | null;
  /** As in `Output`. */
  readonly damaged: ReadonlySet<OutputPath>;
  readonly foreign: readonly OutputPath[];
}

/** Pages that are looked at in one step. */
const STEP = 10_000;

/** Holds the plan against what is published. */
export function* compareWithPublished(
  pages: readonly Page[],
  copies: readonly Copy[],
  { manifest, damaged, foreign }: Found,
  rendererOf: (kind: string) => Digest,
): Steps<Changes> {
  const published = manifest?.entries ?? new Map<OutputPath, Entry>();
  const entries = new Map<OutputPath, Entry>();
  const problems: Problem[] = [];
  const stale: Page[] = [];
  const reasons: Reason[] = [];
  const renderers = new Map<string, Digest>();
  /** How many paths were published already. */
  let stayed = 0;
  for (let n = 0; n < pages.length; n++) {
    if (n % STEP === 0) yield;
    const page = pages[n]!;
    const { path, kind } = page;
    const renderer = renderers.get(kind) ?? rendererOf(kind);
    renderers.set(kind, renderer);
    const before = published.get(path);
    if (before !== undefined) stayed++;
    if (before !== undefined && isKeyOf(before.key, page, renderer) && !damaged.has(path))
      entries.set(path, before);
    else {
      const key = keyOf(page, renderer);
      entries.set(path, { key, digest: '' as Digest });
      stale.push(page);
      reasons.push({ path, ...reasonFor(key, before), differences: [] });
    }
  }
  const toCopy: Copy[] = [];
  for (const copy of copies) {
    const { path, digest } = copy;
    if (entries.has(path) || path === MANIFEST_NAME) {
      problems.push(
        problem('error', 'same-path', path, `A static file and a page both want the path ${path}.`, {
          hint: 'Rename the static file.',
        }),
      );
      continue;
    }
    entries.set(path, { key: digest, digest });
    const before = published.get(path);
    if (before !== undefined) stayed++;
    if (before?.digest !== digest || damaged.has(path)) toCopy.push(copy);
  }
  // What we did not write stays where it is, whatever is asked for in its place.
  const occupied = new Set<OutputPath>();
  for (const path of foreign)
    if (entries.delete(path)) {
      occupied.add(path);
      problems.push(
        problem(
          'error',
          'output-foreign',
          path,
          'The output folder has a file of this name that no build has written.',
          {
            hint: 'Move it away, or into the public folder; if an older build left it, delete the output folder.',
          },
        ),
      );
    }
  const isFree = ({ path }: { readonly path: OutputPath }): boolean => !occupied.has(path);
  return {
    stale: stale.filter(isFree),
    reasons: reasons.filter(isFree),
    copies: toCopy.filter(isFree),
    deleted:
      stayed === published.size && occupied.size === 0
        ? []
        : [...published.keys()].filter((path) => !entries.has(path)),
    entries,
    problems,
  };
}

function reasonFor(key: Digest, before: Entry | undefined): Pick<Reason, 'reason' | 'view' | 'renderer'> {
  if (before === undefined) return { reason: 'it is new', view: false, renderer: false };
  const { view, renderer } = difference(key, before.key);
  const what = [...(view ? ['what it shows'] : []), ...(renderer ? ['its template'] : [])].join(' and ');
  return {
    reason: what === '' ? 'its file was changed or deleted by someone else' : `${what} changed`,
    view,
    renderer,
  };
}

/** The orders for the press. */
export function* ordersFor(
  pages: readonly Page[],
  site: Site,
  { manifest, damaged }: Found,
  words: Words,
): Generator<PrintOrder> {
  for (const page of pages) {
    const published = damaged.has(page.path) ? null : (manifest?.entries.get(page.path)?.digest ?? null);
    yield new PageOrder(page, published, site, words);
  }
}

/** What is about to be published, but for the pages that are made of words: those nobody looks at. */
export function upcomingOf(
  { stale, copies }: Pick<Changes, 'stale' | 'copies'>,
  site: Site,
  press: { pull(order: PrintOrder): Promise<string | Problem> },
): Upcoming {
  const pages = new Map<string, Page>();
  for (const page of stale) if (page.words === undefined) pages.set(page.path, page);
  const files = new Map<string, Copy>(copies.map((copy) => [copy.path, copy]));
  return {
    paths: new Set([...pages.keys(), ...files.keys()]),
    async pull(path) {
      const copy = files.get(path);
      if (copy !== undefined) return bytesOf(copy);
      const page = pages.get(path);
      const text = page && (await press.pull(new PageOrder(page, null, site, null)));
      return typeof text === 'string' ? Buffer.from(text) : null;
    },
  };
}

/** One page of each kind: most mistakes in a template are made on all of them. */
export function* samplesOf(stale: readonly Page[], site: Site): Generator<PrintOrder> {
  const seen = new Set<string>();
  for (const page of stale)
    if (page.words === undefined && seen.size < seen.add(page.kind).size)
      yield new PageOrder(page, null, site, null);
}

/** What a file is that is copied. */
export function bytesOf(copy: Copy): Uint8Array {
  return 'bytes' in copy ? copy.bytes : readFileSync(copy.file);
}

/** Pages of articles to a page of words, which has some of those of 20,000 articles. */
const WORDS = 32;

/** An order that makes what its page shows when it is asked for. */
class PageOrder implements PrintOrder {
  readonly published: Digest | null;
  readonly #page: Page;
  readonly #site: Site;
  readonly #words: Words | null;

  constructor(page: Page, published: Digest | null, site: Site, words: Words | null) {
    this.published = published;
    this.#page = page;
    this.#site = site;
    this.#words = words;
  }

  get path(): OutputPath {
    return this.#page.path;
  }

  get kind(): string {
    return this.#page.kind;
  }

  get source(): SourcePath | null {
    return this.#page.source ?? null;
  }

  get weight(): number {
    return this.#page.words === undefined ? 1 : WORDS;
  }

  get view(): PrintOrder['view'] {
    return this.#page.view();
  }

  get bodies(): PrintOrder['bodies'] {
    return this.#page.bodies.map(({ article: position, ...links }) => {
      const { article } = this.#site.articles[position]!;
      return { source: article.source, article: article.settled?.digest ?? article.digest, ...links };
    });
  }

  get words(): PrintOrder['words'] {
    return this.#words?.wordsOf(this.#page) ?? null;
  }
}

function squeezed(stylesheet: Uint8Array): Uint8Array {
  return Buffer.from(squeezeStylesheet(Buffer.from(stylesheet).toString('utf8')));
}

/** Assets as they are published, under addresses that hold their content's digest, so that hosts may let browsers keep them for ever. */
export function addressed(
  assets: readonly Asset[],
): ReadonlyMap<string, Extract<Copy, { bytes: Uint8Array }>> {
  return new Map(
    assets.map(({ name, bytes: given }) => {
      const bytes = name.endsWith('.css') ? squeezed(given) : given;
      const digest = digestOf(bytes);
      const dot = name.lastIndexOf('.');
      const path = `assets/${name.slice(0, dot)}-${digest.slice(0, 8)}${name.slice(dot)}` as OutputPath;
      return [name, { path, bytes, digest }];
    }),
  );
}
