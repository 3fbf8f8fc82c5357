import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReadOptions, type ReadOptions } from './articles/read.ts';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOf, digestOfAll } from './base/digest.ts';
import { compare, inOrder, type Problem, problem } from './base/problem.ts';
import { collect, knownDigest, type Seen } from './cache/collect.ts';
import { scan } from './cache/scan.ts';
import { openStore, saveStore, type Store } from './cache/store.ts';
import { type Config, parseConfig } from './config.ts';
import { type Folder, listStatic, readTemplates, type StaticFile } from './disk.ts';
import type { Entry } from './output/manifest.ts';
import { openOutput, type Output, putFile } from './output/stage.ts';
import { REPLACEABLE } from './pages/hosting.ts';
import { plan } from './pages/plan.ts';
import type { Page } from './pages/types.ts';
import { HandPress } from './press/hand-press.ts';
import { PowerPress } from './press/power-press.ts';
import type { Press, PrintOrder, Remembered, Setup } from './press/types.ts';
import { difference, keyOf, rendererOf } from './render/render.ts';
import { loadTemplates } from './render/templates.ts';
import { link } from './site/link.ts';
import type { Site } from './site/types.ts';

/** Where a build finds and leaves everything. */
export interface BuildOptions {
  readonly content: Folder;
  /** Laid over each other, the built-in ones first. */
  readonly templates: readonly Folder[];
  readonly public: Folder;
  readonly out: string;
  /** site.yaml, which need not exist, and its path for problems. */
  readonly config: { readonly file: string; readonly shownAs: string };
  /** Settings of the command line, over those of site.yaml. */
  readonly settings: Partial<Pick<Config, 'baseUrl' | 'now'>>;
  /** The folder of the memory, or null to remember nothing. */
  readonly cache: string | null;
  /** Of the generator's code with its libraries. */
  readonly generator: string;
  /** The worker's script and how many threads to use at most; null works in this thread alone. */
  readonly workers: { readonly script: URL; readonly count: number } | null;
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
  /** Articles that were really parsed, not remembered. */
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

/** What is told again when nothing changed. */
type Outcome = Pick<Report, 'articles' | 'pages' | 'problems' | 'changesAt'>;

/** Files or pages from which on worker threads are worth their start. */
const MANY = 400;

/**
 * Content to site: the whole road. With a memory it costs what changed; without, it does the same, slower.
 */
export async function build(options: BuildOptions): Promise<Report> {
  const configText = textOf(options.config.file);
  const { config: parsed, problems: configProblems } = parseConfig(configText, options.config.shownAs);
  const config: Config = Object.freeze({ ...parsed, ...options.settings });
  const readOptions: ReadOptions = { ...defaultReadOptions, limits: config.limits };
  const readKey = digestOfAll([options.generator, JSON.stringify(readOptions)]);

  const output = await openOutput(options.out, options.onWait);
  let press: Press | null = null;
  try {
    // What there is to build from.
    const sources = scan(options.content.folder, options.content.shownAs);
    const { templates: templateSources, assets } = readTemplates(options.templates);
    const statics = listStatic(options.public);
    const fixed = digestOfAll([
      options.generator,
      JSON.stringify(config),
      JSON.stringify(configProblems),
      ...templateSources.flatMap(({ name, text }) => [name, text]),
      ...assets.flatMap(({ name, bytes }) => [name, digestOf(bytes)]),
      ...statics.files.flatMap(({ path, bytes }) => [path, digestOf(bytes)]),
    ]);
    const inputsOf = (sourcesDigest: Digest): Digest =>
      digestOfAll([fixed, sourcesDigest, JSON.stringify([...sources.problems, ...statics.problems])]);

    // The same inputs as those of the published site, and that site whole: nothing to do but to say so again.
    const seen: Store<Seen> = openStore(at(options, 'seen'), readKey);
    const outcomes: Store<Outcome> = openStore(at(options, 'outcome'), readKey);
    const known = knownDigest(sources.found, seen.values);
    const inputs = known && inputsOf(known);
    const before = inputs === null ? undefined : outcomes.values.get(inputs);
    if (before !== undefined && output.manifest?.inputs === inputs && output.damaged.size === 0)
      return { ...NOTHING_DONE, ...before, unchanged: output.manifest.entries.size };

    // Read → link → plan.
    const setup: Setup = { content: options.content, options: readOptions, templates: templateSources };
    const pressFor = (count: number): Press => {
      press ??=
        options.workers !== null && count >= MANY
          ? new PowerPress(setup, options.workers.script, options.workers.count)
          : new HandPress(setup);
      return press;
    };
    const collection = await collect(
      sources.found,
      { seen, articles: openStore<Remembered>(at(options, 'articles'), readKey) },
      pressFor,
      options.clock(),
      config.limits.bytes,
      options.content.shownAs,
      (done, of) => options.progress('reading', done, of),
    );
    const templates = loadTemplates(templateSources);
    const site = link(collection.articles, config);
    const assetPaths = new Map(assets.map(({ name, bytes }) => [name, assetPath(name, digestOf(bytes))]));
    const { pages: planned, problems: planProblems } = plan(
      site,
      config,
      assetPaths,
      templates.inlineScripts,
    );
    const provided = new Set(statics.files.map(({ path }) => path));
    const pages = planned.filter(({ kind, path }) => !(REPLACEABLE.has(kind) && provided.has(path)));

    // What of it is not published yet.
    const files: StaticFile[] = [
      ...assets.map(({ name, bytes }) => ({ path: assetPaths.get(name)!, bytes })),
      ...statics.files,
    ];
    const changes = compareWithPublished(pages, files, output, (kind) =>
      rendererOf(kind, templates, options.generator),
    );
    const problems: Problem[] = [
      ...configProblems,
      ...sources.problems,
      ...collection.problems,
      ...statics.problems,
      ...templates.problems,
      ...site.problems,
      ...planProblems,
      ...changes.problems,
    ];
    const report: Report = {
      ...NOTHING_DONE,
      articles: site.articles.length,
      pages: pages.length,
      read: collection.read,
      unchanged: changes.entries.size,
      reasons: changes.reasons,
      problems: inOrder(problems),
      changesAt: site.changesAt,
    };
    const blocked = (): boolean =>
      !options.keepGoing && problems.some(({ severity }) => stops(severity, options.strict));
    if (blocked()) return { ...report, published: false };

    // Render → publish.
    const { stale, copies, deleted, entries } = changes;
    const written: OutputPath[] = [];
    const now = inputsOf(collection.digest);
    if (stale.length + copies.length + deleted.length > 0 || output.manifest?.inputs !== now) {
      const stage = output.stage(
        [...stale, ...copies, ...deleted.map((path) => ({ path }))].map(({ path }) => path),
      );
      const made = new Set<string>();
      for (const { path, bytes } of copies) {
        putFile(stage.folder, path, bytes, made);
        written.push(path);
      }
      const printed = await pressFor(stale.length).print(
        ordersFor(stale, site, output),
        stage.folder,
        (done) => options.progress('rendering', done, stale.length),
      );
      for (const { path, digest, written: anew, problem: failure } of printed) {
        if (failure !== null) problems.push(failure);
        if (digest === null) entries.delete(path);
        else entries.set(path, { key: entries.get(path)!.key, digest });
        if (anew) written.push(path);
        else if (digest !== null) stage.keep(path);
      }
      if (blocked())
        return { ...report, rendered: stale.length, problems: inOrder(problems), published: false };
      await stage.publish(now, entries);
    }
    const outcome: Outcome = {
      articles: report.articles,
      pages: report.pages,
      problems: inOrder(problems),
      changesAt: report.changesAt,
    };
    saveStore(outcomes, new Map([[now as string, outcome]]));
    return {
      ...report,
      ...outcome,
      rendered: stale.length,
      written: written.length,
      deleted: deleted.length,
      unchanged: entries.size - written.length,
      changed: [...written, ...deleted].sort(compare),
    };
  } finally {
    await (press as Press | null)?.close();
    output.close();
  }
}

const NOTHING_DONE: Report = {
  articles: 0,
  pages: 0,
  read: 0,
  rendered: 0,
  written: 0,
  deleted: 0,
  unchanged: 0,
  changed: [],
  reasons: [],
  problems: [],
  published: true,
  changesAt: null,
};

interface Changes {
  /** Pages to be rendered. */
  readonly stale: readonly Page[];
  readonly reasons: readonly { readonly path: OutputPath; readonly reason: string }[];
  /** Files to be copied. */
  readonly copies: readonly StaticFile[];
  readonly deleted: readonly OutputPath[];
  /** The whole site as it will be; of stale pages the digest is not known yet. */
  readonly entries: Map<OutputPath, Entry>;
  readonly problems: readonly Problem[];
}

/** Holds the plan against what is published. */
function compareWithPublished(
  pages: readonly Page[],
  files: readonly StaticFile[],
  output: Output,
  rendererOfKind: (kind: string) => Digest,
): Changes {
  const published = output.manifest?.entries ?? new Map<OutputPath, Entry>();
  const entries = new Map<OutputPath, Entry>();
  const problems: Problem[] = [];
  const stale: Page[] = [];
  const reasons: { path: OutputPath; reason: string }[] = [];
  const renderers = new Map<string, Digest>();
  for (const page of pages) {
    const { path, kind } = page;
    const renderer = renderers.get(kind) ?? rendererOfKind(kind);
    renderers.set(kind, renderer);
    const key = keyOf(page, renderer);
    const before = published.get(path);
    if (before?.key === key && !output.damaged.has(path)) entries.set(path, before);
    else {
      entries.set(path, { key, digest: '' as Digest });
      stale.push(page);
      const reason =
        before === undefined
          ? 'it is new'
          : before.key === key
            ? 'its file was changed or deleted by someone else'
            : difference(key, before.key);
      reasons.push({ path, reason });
    }
  }
  const copies: StaticFile[] = [];
  for (const file of files) {
    if (entries.has(file.path))
      problems.push(
        problem(
          'error',
          'same-path',
          file.path,
          `A static file and a page both want the path ${file.path}.`,
          {
            hint: 'Rename the static file.',
          },
        ),
      );
    const digest = digestOf(file.bytes);
    entries.set(file.path, { key: digest, digest });
    if (published.get(file.path)?.digest !== digest || output.damaged.has(file.path)) copies.push(file);
  }
  for (const path of output.stamps.foreign)
    if (entries.has(path))
      problems.push(
        problem(
          'error',
          'output-foreign',
          path,
          'The output folder has a file of this name that no build has written.',
          {
            hint: 'Move it away, or into the public folder.',
          },
        ),
      );
  const deleted = [...published.keys()].filter((path) => !entries.has(path));
  return { stale, reasons, copies, deleted, entries, problems };
}

/** The orders for the press; each view is made when its turn comes. */
function* ordersFor(pages: readonly Page[], site: Site, output: Output): Generator<PrintOrder> {
  for (const { path, kind, view, bodies } of pages) {
    yield {
      path,
      kind,
      view: view(),
      bodies: bodies.map(({ article: position, ...links }) => {
        const { article } = site.articles[position]!;
        return { source: article.source, article: article.digest, ...links };
      }),
      published: output.damaged.has(path) ? null : (output.manifest?.entries.get(path)?.digest ?? null),
    };
  }
}

function stops(severity: Problem['severity'], strict: boolean): boolean {
  return severity === 'error' || (strict && severity === 'warning');
}

/** An asset's address holds its content's digest, so that hosts may let browsers keep it for ever. */
function assetPath(name: string, digest: Digest): OutputPath {
  const dot = name.lastIndexOf('.');
  return `assets/${name.slice(0, dot)}-${digest.slice(0, 8)}${name.slice(dot)}` as OutputPath;
}

function at(options: BuildOptions, name: string): string | null {
  return options.cache === null ? null : join(options.cache, name);
}

function textOf(file: string): string | null {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : null;
}
