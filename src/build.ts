import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReadOptions, type ReadOptions } from './articles/read.ts';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOf, digestOfAll } from './base/digest.ts';
import { inOrder, type Problem, problem } from './base/problem.ts';
import { collect, type ContentFolder, readSource } from './cache/collect.ts';
import { keep, recall } from './cache/memory.ts';
import { type Config, parseConfig } from './config.ts';
import { listStatic, readTemplates } from './disk.ts';
import type { Entry } from './output/manifest.ts';
import { openOutput, putFile } from './output/stage.ts';
import { plan } from './pages/plan.ts';
import type { Page } from './pages/types.ts';
import { keyOf, render, renderBody } from './render/render.ts';
import { loadTemplates } from './render/templates.ts';
import { link } from './site/link.ts';

/** Where a build finds and leaves everything: absolute folders, and how the user calls them. */
export interface BuildOptions {
  readonly content: ContentFolder;
  /** Laid over each other, the built-in ones first. */
  readonly templates: readonly { readonly folder: string; readonly shownAs: string }[];
  readonly public: { readonly folder: string; readonly shownAs: string };
  readonly out: string;
  /** The text of site.yaml, or null where there is none, and its path for problems. */
  readonly config: { readonly text: string | null; readonly file: string };
  /** Settings of the command line, over those of site.yaml. */
  readonly settings: Partial<Pick<Config, 'baseUrl' | 'now'>>;
  /** The folder of the memory, or null to remember nothing. */
  readonly cache: string | null;
  /** Of the generator's code with its libraries. */
  readonly generator: string;
  readonly strict: boolean;
  readonly keepGoing: boolean;
  /** Milliseconds since 1970, to tell young files by; nothing in the site depends on it. */
  readonly clock: () => number;
  readonly progress: (step: string, done: number, of: number) => void;
  readonly onWait: (pid: number) => void;
}

/** What a build did. */
export interface Report {
  readonly articles: number;
  readonly pages: number;
  readonly read: number;
  readonly rendered: number;
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
  /** Paths written or deleted, sorted. */
  readonly changed: readonly OutputPath[];
  /** Why each page was rendered. */
  readonly reasons: readonly { readonly path: OutputPath; readonly reason: string }[];
  readonly problems: readonly Problem[];
  /** False where problems kept the new site from being published. */
  readonly published: boolean;
  /** When the site next becomes different by time alone, or null. */
  readonly changesAt: string | null;
}

/** Content to site: the whole road. With a memory it costs what changed; without, it does the same, slower. */
export async function build(options: BuildOptions): Promise<Report> {
  const { config: parsed, problems: configProblems } = parseConfig(options.config.text, options.config.file);
  const config: Config = Object.freeze({ ...parsed, ...options.settings });
  const readOptions: ReadOptions = { ...defaultReadOptions, limits: config.limits };
  const memoryKey = digestOfAll([options.generator, JSON.stringify(readOptions)]);

  const output = await openOutput(options.out, options.onWait);
  try {
    const collection = collect(
      options.content,
      readOptions,
      recall(options.cache, memoryKey),
      options.clock(),
    );
    const { sources, assets } = readTemplates(options.templates);
    const statics = listStatic(options.public.folder, options.public.shownAs);
    const templates = loadTemplates(sources);
    const site = link(collection.articles, config);
    const assetPaths = new Map(assets.map(({ name, bytes }) => [name, assetPath(name, digestOf(bytes))]));
    const { pages, problems: planProblems } = plan(site, config, `/${assetPaths.get('style.css') ?? ''}`);

    const old = output.manifest?.entries ?? new Map<OutputPath, Entry>();
    const problems: Problem[] = [
      ...configProblems,
      ...collection.problems,
      ...statics.problems,
      ...templates.problems,
      ...site.problems,
      ...planProblems,
    ];
    const reasons: { path: OutputPath; reason: string }[] = [];
    const entries = new Map<OutputPath, Entry>();
    const copies: { path: OutputPath; bytes: Uint8Array; digest: Digest }[] = [];
    const stale: Page[] = [];
    for (const page of pages) {
      const key = keyOf(page, templates);
      const before = old.get(page.path);
      if (before?.key === key && !output.damaged.has(page.path)) entries.set(page.path, before);
      else {
        stale.push(page);
        reasons.push({ path: page.path, reason: before === undefined ? 'new' : 'changed' });
        entries.set(page.path, { key, digest: '' as Digest });
      }
    }
    const files = [
      ...assets.map(({ name, bytes }) => ({ path: assetPaths.get(name)!, bytes })),
      ...statics.files.map(({ path, file }) => ({ path, bytes: readFileSync(file) })),
    ];
    for (const { path, bytes } of files) {
      const digest = digestOf(bytes);
      if (entries.has(path))
        problems.push(
          problem('error', 'same-path', path, `A static file and a page both want the path ${path}.`, {
            hint: 'Rename the static file.',
          }),
        );
      entries.set(path, { key: digest, digest });
      if (old.get(path)?.digest !== digest || output.damaged.has(path)) copies.push({ path, bytes, digest });
    }
    for (const path of output.stamps.foreign)
      if (entries.has(path))
        problems.push(
          problem(
            'error',
            'output-foreign',
            path,
            'The output folder has a file of this name that was not written by a build.',
            {
              hint: 'Move it away, or into the public folder.',
            },
          ),
        );

    const deleted = [...old.keys()].filter((path) => !entries.has(path));
    const done = (more: Partial<Report>): Report => ({
      articles: site.articles.length,
      pages: pages.length,
      read: collection.read,
      rendered: 0,
      written: 0,
      deleted: 0,
      unchanged: entries.size,
      changed: [],
      reasons,
      problems: inOrder(problems),
      published: true,
      changesAt: site.changesAt,
      ...more,
    });
    const blocked = (): boolean =>
      problems.some(({ severity }) => severity === 'error' || (options.strict && severity === 'warning')) &&
      !options.keepGoing;

    if (blocked()) return done({ published: false });
    const inputs = digestOf([...entries].map(([path, { key }]) => `${key} ${path}`).join('\n'));
    if (stale.length + copies.length + deleted.length === 0) {
      keep(options.cache, memoryKey, collection.memory);
      return done({});
    }

    const stage = output.stage([
      ...stale.map(({ path }) => path),
      ...copies.map(({ path }) => path),
      ...deleted,
    ]);
    const made = new Set<string>();
    const written: OutputPath[] = [];
    const put = (path: OutputPath, bytes: string | Uint8Array, digest: Digest): void => {
      if (old.get(path)?.digest === digest && !output.damaged.has(path)) stage.keep(path);
      else {
        putFile(stage.folder, path, bytes, made);
        written.push(path);
      }
    };
    for (const { path, bytes, digest } of copies) put(path, bytes, digest);
    for (const [index, page] of stale.entries()) {
      options.progress('render', index, stale.length);
      const view = page.view();
      const bodies = page.bodies.map((wanted) => {
        const { article } = site.articles[wanted.article]!;
        const bytes = readFileSync(join(options.content.folder, article.source));
        const { body } = readSource(options.content, article.source, bytes, readOptions);
        return renderBody(body, wanted, view.page.root);
      });
      const text = render(page.kind, view, bodies, templates);
      if (typeof text !== 'string') problems.push(text);
      else {
        const digest = digestOf(text);
        put(page.path, text, digest);
        entries.set(page.path, { key: entries.get(page.path)!.key, digest });
      }
    }
    if (blocked()) return done({ published: false, rendered: stale.length });
    await stage.publish(inputs, entries);
    keep(options.cache, memoryKey, collection.memory);
    return done({
      rendered: stale.length,
      written: written.length,
      deleted: deleted.length,
      unchanged: entries.size - written.length,
      changed: [...written, ...deleted].sort(),
    });
  } finally {
    output.close();
  }
}

function assetPath(name: string, digest: Digest): OutputPath {
  const dot = name.lastIndexOf('.');
  return `assets/${name.slice(0, dot)}-${digest.slice(0, 8)}${name.slice(dot)}` as OutputPath;
}
