import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { defaultReadOptions, type ReadOptions } from './articles/read.ts';
import { parseFamilies } from './articles/scraped/family.ts';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOfAll } from './base/digest.ts';
import { compare, inOrder, type Problem, problem } from './base/problem.ts';
import { type BuildOptions, NOTHING_DONE, type Report } from './build.ts';
import { collect } from './cache/collect.ts';
import { type Memory, storeOf } from './cache/memory.ts';
import { saveStore } from './cache/store.ts';
import { addressed, compareWithPublished, ordersFor } from './changes.ts';
import { type Config, parseConfig } from './config.ts';
import type { InputFile, Inputs } from './inputs.ts';
import { type Output, putFile } from './output/stage.ts';
import { REPLACEABLE } from './pages/hosting.ts';
import { plan } from './pages/plan.ts';
import { HandPress } from './press/hand-press.ts';
import { PowerPress } from './press/power-press.ts';
import type { Press, Remembered, Setup } from './press/types.ts';
import { rendererOf } from './render/render.ts';
import { loadTemplates } from './render/templates.ts';
import { link } from './site/link.ts';

/** Files or pages from which on worker threads are worth their start. */
const MANY = 400;

/** The road from inputs to a published site: read → link → plan → render → publish. */
export async function produce(
  options: BuildOptions,
  inputs: Inputs,
  inputsDigest: (sources: Digest) => Digest,
  output: Output,
  memory: Memory,
): Promise<Report> {
  const { config, readOptions, problems: settingProblems } = settle(options, inputs);
  const setup: Setup = { content: options.content, options: readOptions, templates: inputs.templates };
  const presses = new Presses(options, setup, memory);
  try {
    // Read.
    const readKey = digestOfAll([options.generator, JSON.stringify(readOptions)]);
    memory.articles = storeOf<Remembered>(memory, memory.articles, 'articles', readKey);
    const collection = await collect(
      inputs.sources.found,
      { seen: memory.seen, articles: memory.articles },
      (files) => presses.forMany(files),
      options.clock(),
      config.limits.bytes,
      options.content.shownAs,
      (done, of) => options.progress('reading', done, of),
    );
    memory.seen = collection.seen;
    memory.articles = collection.remembered;

    // Link.
    const site = link(collection.articles, config);

    // Plan, and hold the plan against what is published.
    const templates = loadTemplates(inputs.templates);
    const assets = addressed(inputs.assets);
    const paths = new Map([...assets].map(([name, { path }]) => [name, path]));
    const { pages: planned, problems: planProblems } = plan(site, config, paths);
    const provided = new Set(inputs.statics.map(({ path }) => path));
    const pages = planned.filter(({ kind, path }) => !(REPLACEABLE.has(kind) && provided.has(path)));
    const {
      stale,
      reasons,
      copies,
      deleted,
      entries,
      problems: clashes,
    } = compareWithPublished(pages, [...assets.values(), ...inputs.statics], output, (kind) =>
      rendererOf(kind, templates, options.generator),
    );
    const problems: Problem[] = [
      ...settingProblems,
      ...inputs.problems,
      ...collection.problems,
      ...templates.problems,
      ...site.problems.map((found) => ({ ...found, file: `${options.content.shownAs}/${found.file}` })),
      ...planProblems,
      ...clashes,
    ];
    const report = (more: Partial<Report>): Report => ({
      ...NOTHING_DONE,
      articles: site.articles.length,
      pages: pages.length,
      read: collection.read,
      unchanged: entries.size,
      reasons,
      problems: inOrder(problems),
      changesAt: site.changesAt,
      ...more,
    });
    const blocked = (): boolean =>
      !options.keepGoing &&
      problems.some(({ severity }) => severity === 'error' || (options.strict && severity === 'warning'));
    if (blocked()) return report({ published: false });

    // Render and publish.
    const digest = inputsDigest(collection.digest);
    const written: OutputPath[] = [];
    if (stale.length + copies.length + deleted.length > 0 || output.manifest?.inputs !== digest) {
      const stage = output.stage([...stale, ...copies].map(({ path }) => path).concat(deleted));
      const made = new Set<string>();
      for (const copy of copies) {
        putFile(stage.folder, copy.path, 'bytes' in copy ? copy.bytes : readFileSync(copy.file), made);
        written.push(copy.path);
      }
      const printed = await presses
        .forMany(stale.length)
        .print(ordersFor(stale, site, output), stage.folder, (done) =>
          options.progress('rendering', done, stale.length),
        );
      for (const { path, digest: bytes, written: anew, problem: failure } of printed) {
        if (failure !== null) problems.push(failure);
        if (bytes === null) entries.delete(path);
        else entries.set(path, { key: entries.get(path)!.key, digest: bytes });
        if (anew) written.push(path);
        else if (bytes !== null) stage.keep(path);
      }
      if (blocked()) return report({ rendered: stale.length, published: false });
      await stage.publish(digest, entries);
    }
    const done = report({
      rendered: stale.length,
      written: written.length,
      deleted: deleted.length,
      unchanged: entries.size - written.length,
      changed: [...written, ...deleted].sort(compare),
    });
    const { articles, pages: count, problems: told, changesAt } = done;
    memory.outcomes = saveStore(
      memory.outcomes,
      new Map([[digest as string, { articles, pages: count, problems: told, changesAt }]]),
    );
    return done;
  } finally {
    await presses.rest();
  }
}

/** The configuration and the options of reading, from their files and the command line. */
function settle(
  options: BuildOptions,
  inputs: Inputs,
): { config: Config; readOptions: ReadOptions; problems: Problem[] } {
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
  try {
    const written: unknown = parse(text, { maxAliasCount: 100, schema: 'core' });
    const { problems } = parseFamilies(written, shownAs);
    return {
      descriptions: problems.length === 0 && Array.isArray(written) ? written : [],
      problems: [...problems],
    };
  } catch (failure) {
    const reason = `The layout families are not valid YAML: ${String((failure as Error).message).split('\n')[0]}`;
    return {
      descriptions: [],
      problems: [problem('error', 'families-yaml', shownAs, reason, { hint: 'Mend the file.' })],
    };
  }
}

/** The press of a build: the one at rest in memory, or workers where there is much to do. */
class Presses {
  readonly #options: BuildOptions;
  readonly #setup: Setup;
  readonly #memory: Memory;
  #power: Press | null = null;

  constructor(options: BuildOptions, setup: Setup, memory: Memory) {
    this.#options = options;
    this.#setup = setup;
    this.#memory = memory;
  }

  forMany(count: number): Press {
    const { workers } = this.#options;
    if (this.#power !== null) return this.#power;
    if (workers !== null && count >= MANY) {
      this.#power = new PowerPress(this.#setup, workers.script, workers.count);
      return this.#power;
    }
    const { options, templates } = this.#setup;
    const setup = digestOfAll([JSON.stringify(options), JSON.stringify(templates)]);
    if (this.#memory.press?.setup !== setup)
      this.#memory.press = { setup, press: new HandPress(this.#setup) };
    return this.#memory.press.press;
  }

  async rest(): Promise<void> {
    await this.#power?.close();
  }
}
