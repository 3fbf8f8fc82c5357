import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, tidy } from '../../src/build.ts';
import { type Memory, openMemory } from '../../src/cache/memory.ts';
import type { Report } from '../../src/report.ts';
import { optionsAt } from '../options.ts';

/** A small site in a folder of its own, and builds of it. */
export class TestSite {
  readonly root = mkdtempSync(join(tmpdir(), 'broadsheet-'));

  #preview: { readonly memory: Memory; inputs: ReadonlyMap<string, string> } | null = null;

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  /** Builds as a user would who builds here every day: with the memory and into the folder of the last time. */
  build(more: Partial<BuildOptions> = {}): Promise<Report> {
    return build({ ...this.options('dist'), cache: join(this.root, '.cache'), ...more });
  }

  /**
   * Builds as the live preview does: in one process, with the memory of its earlier builds and told where something
   * changed since. What is done to the output in between it need not see.
   */
  async rebuild(more: Partial<BuildOptions> = {}): Promise<Report> {
    const options = { ...this.options('dist'), cache: join(this.root, '.cache'), ...more };
    const inputs = this.#inputs();
    const preview = this.#preview;
    if (preview === null) {
      const memory = openMemory(options.cache, options.generator);
      this.#preview = { memory, inputs };
      return build(options, memory);
    }
    const rang = new Set<string>();
    for (const path of [...inputs.keys(), ...preview.inputs.keys()])
      if (inputs.get(path) !== preview.inputs.get(path)) rang.add(join(this.root, path));
    const report = await build(options, preview.memory, rang);
    // The build after one that was given up is told what that one was told.
    if (!isGivenUp(report)) preview.inputs = inputs;
    return report;
  }

  /** What the live preview does when nothing has been built for a while. */
  async rest(): Promise<void> {
    if (this.#preview === null) return;
    await tidy({ ...this.options('dist'), cache: join(this.root, '.cache') }, this.#preview.memory);
  }

  /** Ends the live preview: the next `rebuild` starts another one. */
  endPreview(): void {
    this.#preview = null;
  }

  /** Builds as on a fresh machine: no memory, an empty folder. */
  async clean(more: Partial<BuildOptions> = {}): Promise<ReadonlyMap<string, string>> {
    const out = mkdtempSync(join(tmpdir(), 'broadsheet-clean-'));
    try {
      await build({ ...this.options('dist'), out: join(out, 'dist'), cache: null, ...more });
      return tree(join(out, 'dist'));
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  tree(): ReadonlyMap<string, string> {
    return tree(join(this.root, 'dist'));
  }

  /** All that a build reads: the bytes and the times of its files. */
  #inputs(): ReadonlyMap<string, string> {
    return new Map(
      readdirSync(this.root, { recursive: true, encoding: 'utf8' })
        .filter((path) => /^(content|templates|public)\b|^(site|families)\.yaml$/.test(path))
        .filter((path) => statSync(join(this.root, path)).isFile())
        .map((path) => {
          const { mtimeMs, ctimeMs } = statSync(join(this.root, path));
          return [path, `${mtimeMs} ${ctimeMs} ${this.read(path)}`];
        }),
    );
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  options(out: string): BuildOptions {
    return optionsAt(this.root, { out: join(this.root, out) });
  }
}

/** Whether a build was overtaken and left its work to the next. */
export const isGivenUp = ({ published, problems }: Report): boolean => !published && problems.length === 0;

/** Every file below a folder with its bytes (as Latin-1, so that nothing is lost). */
export function tree(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  );
}

/** A scraped article in the usual form. */
export function scraped(article: {
  readonly title: string;
  readonly section?: string;
  readonly site?: string;
  readonly date?: string;
  readonly body?: readonly string[];
  readonly likes?: number;
  readonly related?: readonly string[];
  readonly ranking?: readonly string[];
  readonly recommendation?: readonly string[];
}): string {
  const { title, section = 'News', site = 'Harbour Gazette', date = '2025-03-01 08:00:00' } = article;
  return [
    `Current:Home > ${section}${title} -${site}`,
    title,
    'View',
    `Date:${date}`,
    ...(article.body ?? ['The ferry was late again on Monday, and nobody at the quay could say why.']),
    `veryGood! (${article.likes ?? 7})`,
    'Related',
    ...(article.related ?? []).map((headline) => `- ${headline}`),
    'Ranking',
    ...(article.ranking ?? []).map((headline) => `- ${headline}`),
    'Recommendation',
    ...(article.recommendation ?? []),
  ].join('\n');
}
