import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { LineCounter, parse, YAMLParseError } from 'yaml';
import { defaultReadOptions, type ReadOptions } from './articles/read.ts';
import { parseFamilies } from './articles/scraped/family.ts';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOf, digestOfAll, RowDigests } from './base/digest.ts';
import { compare, inOrder, type Problem, problem } from './base/problem.ts';
import type { BuildOptions } from './build.ts';
import { type Collection, collect, soundArticles } from './cache/collect.ts';
import {
  type Memory,
  recallLinks,
  recallPlan,
  rememberedOf,
  saveMemory,
  seenOf,
  unlessDamaged,
} from './cache/memory.ts';
import { sourcesDigest } from './cache/seen.ts';
import { saveStore, withValues } from './cache/store.ts';
import { gatherWords } from './cache/words.ts';
import {
  addressed,
  bytesOf,
  type Copy,
  compareWithPublished,
  type Found,
  ordersFor,
  samplesOf,
  upcomingOf,
} from './changes.ts';
import { type Config, parseConfig } from './config.ts';
import { type Before, inFull, recipeOf } from './explain.ts';
import type { InputFile, Inputs } from './inputs.ts';
import { type FileStamp, putFile } from './output/tree.ts';
import { stagingFolder } from './output/published.ts';
import type { Output } from './output/stage.ts';
import { REPLACEABLE } from './pages/hosting.ts';
import { planning } from './pages/plan.ts';
import type { Edition, Page } from './pages/types.ts';
import { AidedPress } from './press/aided-press.ts';
import { HandPress } from './press/hand-press.ts';
import { PowerPress } from './press/power-press.ts';
import { Spool } from './press/spool.ts';
import type { Press, Printed, PrintOrder, Setup } from './press/types.ts';
import { NOTHING_DONE, type Report } from './report.ts';
import { rendererOf } from './render/render.ts';
import { loadTemplates, type Templates, type TemplateSource } from './render/templates.ts';
import { type Inferred, inferring } from './site/infer.ts';
import { linking } from './site/link.ts';
import type { Site } from './site/types.ts';
import { inTurns, Overtaken } from './turns.ts';

/**
 * From so many files or pages on is one worker worth its start, from half as many on are two: each thread compiles the same
 * code for itself. On two cores one thread builds 1,000 articles in 2.6 s and two in 3.8 s; at 4,000 and at 10,000
 * they are level.
 */
const WORTH_IT = 10_000;
/**
 * From so many on, workers have work whose number somebody asked for, and a thread beside this one fetches sources from the
 * disk and carries pages to it.
 */
const MANY = 400;

/** A site that is read, linked and planned, and not yet rendered. */
export interface Prepared {
  /** What the pages are made with beside the articles, for the next build to compare with. */
  readonly recipe: string;
  readonly site: Site;
  readonly inferred: Inferred;
  readonly pages: readonly Page[];
  readonly edition: Edition;
  readonly copies: readonly Copy[];
  readonly templates: Templates;
  readonly problems: readonly Problem[];
  /** Articles that were really parsed. */
  readonly read: number;
  /** Of the articles' sources. */
  readonly sources: Digest;
}

/** The road from inputs to a published site: read → link → plan → render → publish. */
export async function produce(
  options: BuildOptions,
  inputs: Inputs,
  inputsDigest: (sources: Digest) => Digest,
  output: Output,
  memory: Memory,
): Promise<Report> {
  const settled = settle(options, inputs);
  const presses = new Presses(options, settled.readOptions, inputs, memory, stagingFolder(options.out));
  const fresh = new Spool(stagingFolder(options.out));
  const before = options.explain ? lastBuild(options, settled, output, memory) : null;
  try {
    await presses.levelAhead(output);
    const { recipe, site, pages, edition, copies, templates, problems, read, sources } = await prepare(
      options,
      inputs,
      settled,
      presses,
      memory,
      fresh,
    );
    options.progress('comparing', 0, 0);
    const there: Found = {
      manifest: output.manifest,
      damaged: await output.damaged(),
      foreign: await output.foreign(),
    };
    const changes = await inTurns(
      compareWithPublished(pages, copies, there, (kind) => rendererOf(kind, templates, options.generator)),
      options.giveWay,
    );
    const { stale, entries } = changes;
    const reasons = options.explain
      ? inFull(
          changes.reasons,
          before,
          { site, stale, templates, sources: inputs.templates },
          output.manifest?.entries ?? new Map(),
        )
      : changes.reasons;
    const deleted = [...changes.deleted];
    const found: Problem[] = [...problems, ...changes.problems];
    const report = (more: Partial<Report>): Report => ({
      ...NOTHING_DONE,
      articles: site.articles.length,
      pages: pages.length,
      read,
      unchanged: entries.size,
      reasons,
      problems: inOrder(found),
      changesAt: site.changesAt,
      skipped: site.skipped,
      ...more,
    });
    const blocked = (): boolean => !options.keepGoing && found.some((each) => stops(each, options.strict));
    if (blocked()) return report({ published: false });

    const digest = inputsDigest(sources);
    const written = new Map<OutputPath, FileStamp>();
    if (stale.length + changes.copies.length + deleted.length > 0 || output.manifest?.inputs !== digest) {
      if (stale.length >= MANY && !options.keepGoing) {
        found.push(...told(await triedOut(samplesOf(stale, site), presses.atRest())));
        if (blocked()) return report({ published: false });
      }
      await options.onPlanned?.(upcomingOf(changes, site, presses.atRest()));
      const words = await gatherWords(stale, site, {
        fresh,
        memory,
        key: readKeyOf(options, settled.readOptions),
        published: (path, file) => published(output, path, file),
        read: (orders, take) => presses.forReading(orders.length).read(orders, take),
        shownAs: options.content.shownAs,
      });
      if (words.problems.length > 0) {
        found.push(...words.problems);
        return report({ published: false });
      }
      options.progress('rendering', 0, stale.length);
      const stage = await output.stage(
        [...stale, ...changes.copies].map(({ path }) => path),
        deleted,
      );
      const made = new Set<string>();
      for (const copy of changes.copies) {
        written.set(copy.path, putFile(stage.folder, copy.path, bytesOf(copy), made, false));
      }
      const printed = await presses
        .forPrinting(stale.length)
        .print(ordersFor(stale, site, there, words), stage.folder, async (done) => {
          options.progress('rendering', done, stale.length);
          await options.giveWay?.();
          if (options.isOvertaken?.()) throw new Overtaken();
        });
      found.push(...told(printed));
      for (const { path, digest: bytes, written: stamp } of printed) {
        if (bytes === null) {
          entries.delete(path);
          stage.drop(path);
          if (output.manifest?.entries.has(path)) deleted.push(path);
        } else entries.set(path, { key: entries.get(path)!.key, digest: bytes });
        if (stamp !== null) written.set(path, stamp);
        else if (bytes !== null) stage.keep(path);
      }
      if (blocked()) return report({ rendered: stale.length, published: false });
      options.progress('publishing', 0, 0);
      await turn();
      memory.published = await stage.publish(digest, entries, written);
      words.remember(pages, (path) => entries.get(path)?.digest);
    }
    const done = report({
      rendered: stale.length,
      written: written.size,
      deleted: deleted.length,
      unchanged: entries.size - written.size,
      changed: [...written.keys(), ...deleted].sort(compare),
      removed: [...deleted].sort(compare),
    });
    memory.edition = edition;
    const { articles, pages: count, problems: all, changesAt, skipped } = done;
    const outcome = { articles, pages: count, problems: all, changesAt, skipped, recipe };
    memory.outcomes = withValues(memory.outcomes, new Map([[digest as string, outcome]]));
    return done;
  } finally {
    fresh.close();
    await presses.rest();
  }
}

/** What the memory knows of the build that published what is there; to be asked before anything is read. */
function lastBuild(
  options: BuildOptions,
  { readOptions }: Settled,
  { manifest }: Output,
  memory: Memory,
): Before | null {
  const recipe = manifest && memory.outcomes.values.get(manifest.inputs)?.recipe;
  if (!recipe) return null;
  const key = readKeyOf(options, readOptions);
  memory.articles = rememberedOf(memory, key);
  return {
    recipe,
    articles: soundArticles(memory.articles.values.values()),
    links: recallLinks(memory, key),
  };
}

/** What comes of a few pages, before many are printed for nothing. */
async function triedOut(
  orders: Iterable<PrintOrder>,
  press: HandPress,
): Promise<Pick<Printed, 'path' | 'problem'>[]> {
  const tried: Pick<Printed, 'path' | 'problem'>[] = [];
  for (const order of orders) {
    const text = await press.pull(order);
    tried.push({ path: order.path, problem: typeof text === 'string' ? null : text });
  }
  return tried;
}

/** Why pages could not be printed: what is wrong with many of them, as one mistake in a template is, is told once. */
function told(printed: readonly Pick<Printed, 'path' | 'problem'>[]): Problem[] {
  const pagesOf = new Map<string, { readonly why: Problem; readonly paths: OutputPath[] }>();
  for (const { path, problem: why } of printed) {
    if (why === null) continue;
    const key = JSON.stringify([why.file, why.line, why.column, why.rule]);
    const known = pagesOf.get(key);
    if (known === undefined) pagesOf.set(key, { why, paths: [path] });
    else known.paths.push(path);
  }
  return [...pagesOf.values()].map(({ why, paths }) => {
    const [first, ...others] = paths.sort(compare);
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return { ...why, reason: `${why.reason} It was to make ${first}${more}.` };
  });
}

/** The articles of a content folder, read and linked, without pages. */
export async function readArchive(
  options: BuildOptions,
  { sources, config, families }: Pick<Inputs, 'sources' | 'config' | 'families'>,
  memory: Memory,
): Promise<{ readonly inferred: Inferred; readonly site: Site }> {
  const settled = settle(options, { config, families });
  const presses = new Presses(options, settled.readOptions, { templates: [], sources }, memory);
  try {
    return await unlessDamaged(memory, () => readAndLink(options, sources, settled, presses, memory));
  } finally {
    saveMemory(memory, options.out);
    await presses.rest();
  }
}

/** Reads and plans a site without publishing anything. */
export async function check(options: BuildOptions, inputs: Inputs, memory: Memory): Promise<Prepared> {
  const settled = settle(options, inputs);
  const presses = new Presses(options, settled.readOptions, inputs, memory);
  try {
    return await unlessDamaged(memory, () => prepare(options, inputs, settled, presses, memory));
  } finally {
    saveMemory(memory, options.out);
    await presses.rest();
  }
}

/** Reads and plans a site that is published already, so that the next build in this process goes on from there. */
export async function recollect(options: BuildOptions, inputs: Inputs, memory: Memory): Promise<void> {
  const settled = settle(options, inputs);
  const presses = new Presses(options, settled.readOptions, inputs, memory, stagingFolder(options.out));
  try {
    memory.digests ??= new RowDigests();
    const { edition } = await prepare(options, inputs, settled, presses, memory);
    memory.edition = edition;
  } finally {
    await presses.rest();
  }
}

/** Read → link. */
async function readAndLink(
  options: BuildOptions,
  sources: Inputs['sources'],
  { config, readOptions }: Settled,
  presses: Presses,
  memory: Memory,
  fresh: Spool | null = null,
): Promise<{ collection: Collection; digest: Digest; inferred: Inferred; site: Site }> {
  options.progress('reading', 0, 0);
  memory.articles = rememberedOf(memory, readKeyOf(options, readOptions));
  const collection = await collect(
    sources.found,
    { seen: seenOf(memory), articles: memory.articles },
    (files) => presses.forReading(files),
    options.clock(),
    config.limits.bytes,
    options.content.shownAs,
    fresh,
    (done, of) => options.progress('reading', done, of),
    options.giveWay,
  );
  memory.seen = { values: collection.seen, kept: memory.seen?.kept ?? null };
  const digest = await inTurns(sourcesDigest(collection.seen), options.giveWay);
  memory.sources = collection.isWhole ? digest : null;
  // What is packed goes to the disk now, not with the rest at the end.
  const { packed } = collection.remembered;
  memory.articles = packed.length > 0 ? saveStore(collection.remembered) : collection.remembered;

  const readKey = readKeyOf(options, readOptions);
  await turn();
  options.progress('linking', 0, 0);
  const inferred = await inTurns(inferring(collection.articles, config), options.giveWay);
  const site = await inTurns(
    linking(inferred.articles, config, recallLinks(memory, readKey)),
    options.giveWay,
  );
  const kept = memory.links?.key === readKey ? memory.links.kept : null;
  memory.links = { key: readKey, memo: site.memo, kept };
  return { collection, digest, inferred, site };
}

/** Read → link → plan. */
async function prepare(
  options: BuildOptions,
  inputs: Inputs,
  settled: Settled,
  presses: Presses,
  memory: Memory,
  fresh: Spool | null = null,
): Promise<Prepared> {
  const { config, problems: settingProblems } = settled;
  const { sources } = inputs;
  const { collection, digest, inferred, site } = await readAndLink(
    options,
    sources,
    settled,
    presses,
    memory,
    fresh,
  );
  options.progress('planning', 0, 0);
  const assets = addressed(inputs.assets);
  const paths = new Map([...assets].map(([name, { path }]) => [name, path]));
  const templates = templatesIn(memory, inputs.templates);
  const readKey = readKeyOf(options, settled.readOptions);
  const planned = await inTurns(
    planning(site, config, paths, templates.inlineScripts, memory.digests, recallPlan(memory, readKey)),
    options.giveWay,
  );
  const kept = memory.plan?.key === readKey ? memory.plan.kept : null;
  memory.plan = { key: readKey, memo: planned.memo, kept };
  const provided = new Set(inputs.statics.map(({ path }) => path));
  return {
    recipe: recipeOf(config, assets, templates, inputs.templates),
    site,
    inferred,
    pages: planned.pages.filter(({ kind, path }) => !(REPLACEABLE.has(kind) && provided.has(path))),
    edition: planned.edition,
    copies: [...assets.values(), ...inputs.statics],
    templates,
    problems: [
      ...settingProblems,
      ...inputs.problems,
      ...collection.problems.filter(({ rule }) => config.inference || rule !== 'junk-brand'),
      ...templates.problems,
      ...site.problems.map((found) => ({ ...found, file: `${options.content.shownAs}/${found.file}` })),
      ...planned.problems,
    ],
    read: collection.read,
    sources: digest,
  };
}

/** Of everything that what is remembered of an article depends on, beside its source. */
function readKeyOf({ generator }: Pick<BuildOptions, 'generator'>, options: ReadOptions): Digest {
  return digestOfAll([generator, JSON.stringify(options)]);
}

/** A published file, if it still has the bytes it should have. */
function published({ folder, manifest }: Output, path: OutputPath, file: Digest): string | null {
  if (manifest?.entries.get(path)?.digest !== file) return null;
  try {
    const bytes = readFileSync(join(folder, path));
    return digestOf(bytes) === file ? bytes.toString('utf8') : null;
  } catch {
    return null;
  }
}

/** Whether a problem keeps the site from being published. */
function stops({ severity }: Problem, strict: boolean): boolean {
  return severity === 'error' || (strict && severity === 'warning');
}

export interface Settled {
  readonly config: Config;
  readonly readOptions: ReadOptions;
  readonly problems: readonly Problem[];
}

/** The configuration and the options of reading, from their files and the command line. */
export function settle(
  options: Pick<BuildOptions, 'settings'>,
  inputs: Pick<Inputs, 'config' | 'families'>,
): Settled {
  const { config: parsed, problems } = parseConfig(inputs.config.text, inputs.config.shownAs);
  const config: Config = Object.freeze({ ...parsed, ...options.settings });
  const families = readFamilies(inputs.families);
  return {
    config,
    readOptions: { ...defaultReadOptions, families: families.descriptions, limits: config.limits },
    problems: [...problems, ...families.problems],
  };
}

/** The site's own layout families: those that are sound, and what is wrong with the others. */
function readFamilies({ text, shownAs }: InputFile): {
  descriptions: readonly unknown[];
  problems: Problem[];
} {
  if (text === null) return { descriptions: [], problems: [] };
  const lines = new LineCounter();
  try {
    const options = { maxAliasCount: 100, schema: 'core', prettyErrors: false, lineCounter: lines } as const;
    const written: unknown = parse(text, options);
    const { problems } = parseFamilies(written, shownAs);
    return {
      descriptions: problems.length === 0 && Array.isArray(written) ? written : [],
      problems: [...problems],
    };
  } catch (failure) {
    const { line, col } =
      failure instanceof YAMLParseError ? lines.linePos(failure.pos[0]) : { line: 1, col: 1 };
    const reason = `The layout families are not valid YAML: ${String((failure as Error).message).split('\n')[0]}.`;
    const place = { line: Math.max(line, 1), column: Math.max(col, 1) };
    return {
      descriptions: [],
      problems: [problem('error', 'families-yaml', shownAs, reason, { ...place, hint: 'Mend the line.' })],
    };
  }
}

/** The templates, compiled anew only where a source is another than the last time. */
function templatesIn(memory: Memory, sources: readonly TemplateSource[]): Templates {
  const digest = digestOfAll(sources.flatMap(({ name, file, text }) => [name, file, text]));
  if (memory.templates?.digest !== digest) memory.templates = { digest, templates: loadTemplates(sources) };
  return memory.templates.templates;
}

/** The press of a build: the one at rest in memory, or workers where there is much to do. */
class Presses {
  readonly #options: BuildOptions;
  readonly #setup: Setup;
  readonly #memory: Memory;
  #power: Press | null = null;
  #aided: Press | null = null;
  #leveler: Worker | null = null;
  /** Files that were given to this thread alone. */
  #readHere = 0;

  constructor(
    options: BuildOptions,
    readOptions: ReadOptions,
    inputs: Pick<Inputs, 'templates' | 'sources'>,
    memory: Memory,
    spool: string | null = null,
  ) {
    this.#options = options;
    this.#setup = {
      content: options.content,
      options: readOptions,
      templates: inputs.templates,
      sidecars: inputs.sources.sidecars,
      spool,
    };
    this.#memory = memory;
  }

  forReading(files: number): Press {
    const press = this.#forMany(files, files);
    if (press !== this.#power) this.#readHere += files;
    return press;
  }

  /** What this thread has read it prints as well, because it has the bodies. */
  forPrinting(pages: number): Press {
    return this.#forMany(pages, pages - this.#readHere);
  }

  /** Has the spare brought level by a thread of its own, where it is far behind. */
  async levelAhead(output: Output): Promise<void> {
    const { workers } = this.#options;
    if (workers === null) return;
    await output.levelAhead((paths) => {
      const carrier = new Worker(workers.carrier);
      this.#leveler = carrier;
      return new Promise((resolve, reject) => {
        carrier.once('message', () => resolve());
        carrier.once('error', reject);
        carrier.postMessage(paths);
      });
    });
  }

  /** Sends everybody home but the press of this thread, which waits in the memory for what comes next. */
  async rest(): Promise<void> {
    this.atRest();
    await this.#power?.close();
    await this.#aided?.close();
    await this.#leveler?.terminate();
  }

  /** @param shared How much of it workers could take off this thread. */
  #forMany(count: number, shared: number): Press {
    const { workers } = this.#options;
    if (this.#power !== null) return this.#power;
    if (workers === null || count < MANY) return this.atRest();
    if (workers.asked ? shared >= MANY : shared * workers.count > WORTH_IT) {
      const own = new HandPress(this.#setup, () => templatesIn(this.#memory, this.#setup.templates));
      this.#power = new PowerPress(this.#setup, own, workers.script, workers.count);
      return this.#power;
    }
    this.#aided ??= new AidedPress(this.atRest(), workers.carrier);
    return this.#aided;
  }

  /** The press of this thread, which stays in the memory. */
  atRest(): HandPress {
    const { options, templates, sidecars, spool } = this.#setup;
    const setup = digestOfAll([
      JSON.stringify(options),
      JSON.stringify(templates),
      String(spool),
      ...sidecars,
    ]);
    if (this.#memory.press?.setup !== setup)
      this.#memory.press = {
        setup,
        press: new HandPress(this.#setup, () => templatesIn(this.#memory, templates)),
      };
    return this.#memory.press.press;
  }
}
